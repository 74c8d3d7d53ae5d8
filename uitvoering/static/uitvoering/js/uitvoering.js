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
const OPEN_MENU = ".gebruiker[open], .menu__uitklap[open]";

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

/* Vlak voordat de sessie verloopt: een waarschuwing, met een knop om door te gaan. */
const sessie = document.querySelector(".sessie");

if (sessie) {
  const bijna = sessie.querySelector(".sessie__bijna");
  const voorbij = sessie.querySelector(".sessie__voorbij");
  const duur = Number(sessie.dataset.seconden) * 1000;
  const marge = Math.min(120000, duur / 2);
  let einde = Date.now() + duur;

  // Steeds opnieuw tegen de klok: een wachttijd staat stil zolang de laptop slaapt.
  const kijk = () => {
    const rest = einde - Date.now();
    sessie.hidden = rest > marge;
    bijna.hidden = rest <= 0;
    voorbij.hidden = rest > 0;
  };
  setInterval(kijk, Math.min(5000, marge / 4));

  bijna.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const antwoord = await fetch(bijna.action, { method: "POST", body: new FormData(bijna), redirect: "manual" });
      einde = antwoord.status === 204 ? Date.now() + duur : 0;
    } catch {
      return; // Geen verbinding: de waarschuwing blijft staan, opnieuw proberen kan.
    }
    kijk();
  });
}
