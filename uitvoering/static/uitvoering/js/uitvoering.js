/* Kleine verbeteringen bovenop pagina's die ook zonder JavaScript werken. */
"use strict";

/* Een formulier gaat één keer de deur uit; terug in de geschiedenis mag het weer. */
document.addEventListener("submit", (event) => {
  const formulier = event.target;
  if (formulier.method !== "post" || event.defaultPrevented) return;
  if (formulier.dataset.verzonden) {
    event.preventDefault();
    return;
  }
  formulier.dataset.verzonden = "ja";
  // Pas na het versturen: een uitgeschakelde knop stuurt zijn naam en waarde niet mee.
  setTimeout(() => zetKnoppen(formulier, true));
  zegBezig(formulier);
});

window.addEventListener("pageshow", () => {
  for (const formulier of document.querySelectorAll("form[data-verzonden]")) {
    delete formulier.dataset.verzonden;
    zetKnoppen(formulier, false);
    formulier.querySelector("output")?.remove();
  }
});

function zetKnoppen(formulier, uit) {
  for (const knop of formulier.querySelectorAll("button:not([type=button])")) {
    knop.disabled = uit;
    knop.classList.toggle("utrecht-button--busy", uit);
  }
}

function zegBezig(formulier) {
  const plek = formulier.appendChild(document.createElement("output")); // een schermlezer leest wat erin verandert
  setTimeout(() => (plek.value = "Bezig … Laat deze pagina open tot het klaar is."), 1000);
}

/* Menu's gaan dicht met Escape of een klik ernaast. */
const OPEN_MENU = ".gebruiker[open], .menu__uitklap[open], .zoek[open], .meerkeuze[open], .peilkeuze[open]";

// Op een smal scherm hoort de gebruiker bij het menu.
const hoortBij = (menu, element) =>
  menu.contains(element) || (menu.matches(".menu__uitklap") && element.closest(".kop__acties"));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = [...document.querySelectorAll(OPEN_MENU)].reverse();
  const hier = open.find((menu) => hoortBij(menu, document.activeElement));
  for (const menu of hier ? [hier] : open) menu.open = false;
  hier?.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(OPEN_MENU)) {
    if (!hoortBij(menu, event.target)) menu.open = false;
  }
});

document.querySelector(".zoek")?.addEventListener("toggle", (event) => {
  if (event.target.open) event.target.querySelector("input").focus();
});

/* Het adres van wat je ziet, om te delen. */
for (const vak of document.querySelectorAll("[data-kopieer]")) {
  vak.hidden = !navigator.clipboard;
  vak.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    vak.firstElementChild.textContent = "Link gekopieerd";
  });
}

/* Wat klaar is, heeft geen koers of bijsturing. Een fout of eigen tekst blijft. */
function zetKoers(formulier) {
  const status = formulier.querySelector("[name=status]:checked")?.value;
  const weg = formulier.dataset.zonderKoers.split(" ").includes(status);
  for (const veld of formulier.querySelectorAll("fieldset:has([name=koers]), [name=bijsturing]")) {
    if (veld.matches("[aria-invalid]") || veld.querySelector("[aria-invalid]")) continue;
    veld.disabled = weg && veld.value === veld.defaultValue;
    veld.closest(".veld").hidden = veld.disabled;
  }
}

const MELDFORMULIER = "form[data-zonder-koers]";

/* Wie iets nieuws meldt, ziet ook de koers en de bijsturing. */
document.addEventListener("input", (event) => {
  const formulier = event.target.closest(MELDFORMULIER);
  if (!formulier || !["status", "toelichting"].includes(event.target.name)) return;
  zetKoers(formulier);
  const uitklap = formulier.querySelector("details:has([name=koers])");
  if (uitklap) uitklap.open = true;
});

// Ook na terugkeren in de geschiedenis: de browser zet de keuzes dan zelf terug.
window.addEventListener("pageshow", () => document.querySelectorAll(MELDFORMULIER).forEach(zetKoers));
