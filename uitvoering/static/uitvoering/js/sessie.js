/* Waarschuwt voordat een sessie verloopt, en bewaart getypte tekst op dit apparaat tot zij is verstuurd. */
"use strict";

const sessie = Number(document.body.dataset.sessie);
const WAARSCHUW_VOORAF = 120;

if (sessie) {
  let klok;
  const start = () => {
    clearTimeout(klok);
    klok = setTimeout(waarschuw, Math.max(sessie - WAARSCHUW_VOORAF, 10) * 1000);
  };

  const waarschuw = () => {
    const venster = document.createElement("dialog");
    venster.className = "venster";
    venster.setAttribute("aria-labelledby", "sessie-kop");
    const kop = document.createElement("h2");
    kop.id = "sessie-kop";
    kop.textContent = "Ben je er nog?";
    const tekst = document.createElement("p");
    tekst.textContent = "Over twee minuten word je uitgelogd, omdat er een tijd niets is gebeurd. Wat je typte, blijft bewaard.";
    const knop = document.createElement("button");
    knop.type = "button";
    knop.className = "utrecht-button utrecht-button--primary-action";
    knop.textContent = "Verdergaan";
    knop.addEventListener("click", async () => {
      const antwoord = await fetch(document.body.dataset.verlengen, {
        method: "POST",
        headers: { "X-CSRFToken": document.querySelector("input[name=csrfmiddlewaretoken]").value },
      });
      venster.close();
      venster.remove();
      if (antwoord.status === 204) start();
      else location.reload();
    });
    venster.append(kop, tekst, knop);
    document.body.append(venster);
    venster.showModal();
  };

  start();
}

/*
 * Tekst in een formulier blijft op dit apparaat bewaard, ook door opnieuw inloggen heen, tot de site haar heeft opgeslagen.
 * Per gebruiker, pagina en organisatie: een ander op dit apparaat krijgt haar niet te zien.
 */
const EIGEN = `tekst:${document.body.dataset.gebruiker}:`;
const VERSTUURD = "verstuurd";
const plek = (formulier) => `${EIGEN}${location.pathname}:${formulier.elements.namens ? formulier.elements.namens.value : ""}:`;
const sleutel = (veld) => plek(veld.form) + veld.name;

const vergeet = (kies) => {
  for (const naam of Object.keys(sessionStorage)) {
    if (naam.startsWith("tekst:") && kies(naam)) sessionStorage.removeItem(naam);
  }
};

/* Pas als de site na het versturen “opgeslagen” zegt, is de tekst veilig. */
const verstuurd = sessionStorage.getItem(VERSTUURD);
sessionStorage.removeItem(VERSTUURD);
if (verstuurd && document.querySelector(".utrecht-alert--ok")) vergeet((naam) => naam.startsWith(verstuurd));

if (sessie) {
  vergeet((naam) => !naam.startsWith(EIGEN));
  document.querySelectorAll("form[method=post] textarea[name]:not(.inline-group *)").forEach(bewaak);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[action$='/logout/']")) vergeet(() => true);
    else if (event.target.querySelector("textarea[name]")) sessionStorage.setItem(VERSTUURD, plek(event.target));
  });
}

function bewaak(veld) {
  const bewaard = sessionStorage.getItem(sleutel(veld));
  if (bewaard && bewaard !== veld.value && !document.querySelector("[aria-invalid=true]")) {
    veld.value = bewaard;
    const uitleg = document.createElement("p");
    uitleg.className = "utrecht-form-field-description";
    uitleg.setAttribute("role", "status");
    uitleg.textContent = "Wat je hier eerder typte, is teruggezet.";
    veld.after(uitleg);
  }
  veld.addEventListener("input", () => sessionStorage.setItem(sleutel(veld), veld.value));
}
