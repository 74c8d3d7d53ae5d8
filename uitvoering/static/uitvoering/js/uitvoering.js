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
});

window.addEventListener("pageshow", () => {
  for (const formulier of document.querySelectorAll("form[data-verzonden]")) {
    delete formulier.dataset.verzonden;
    zetKnoppen(formulier, false);
  }
});

function zetKnoppen(formulier, uit) {
  for (const knop of formulier.querySelectorAll("button:not([type=button])")) {
    knop.disabled = uit;
    knop.classList.toggle("utrecht-button--busy", uit);
  }
}

/* Menu's gaan dicht met Escape of een klik ernaast. */
const OPEN_MENU = ".gebruiker[open], .menu__uitklap[open], .meerkeuze[open]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(OPEN_MENU)) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(OPEN_MENU)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
