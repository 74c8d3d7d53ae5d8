// De zoekvelden van het beheer (select2) hebben zelf geen naam; hier krijgen ze die van hun label.
"use strict";

(() => {
  const naamVan = (select) => {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    return select.getAttribute("aria-label") || (label ? label.textContent.replace(/:\s*$/, "").trim() : select.name);
  };

  const benoem = (select) => {
    const vak = select.parentElement && select.parentElement.querySelector(".select2-container");
    if (!vak) return;
    const naam = naamVan(select);
    for (const deel of vak.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field")) {
      deel.removeAttribute("aria-labelledby");
      const gekozen = select.multiple ? "" : vak.querySelector(".select2-selection__rendered")?.title || "";
      deel.setAttribute("aria-label", gekozen ? `${naam}: ${gekozen}` : naam);
    }
    // In de lijst van gekozen rijen staat ook de knop om te wissen: voor een schermlezer is het geen lijst.
    for (const lijst of vak.querySelectorAll("ul.select2-selection__rendered")) lijst.setAttribute("role", "presentation");
  };

  const benoemAlle = () => document.querySelectorAll("select.admin-autocomplete").forEach(benoem);

  // Boven de rij zelf en boven het vinkje om te verwijderen laat Django de kop van een ingevoegde tabel leeg.
  const vulLegeKoppen = () => {
    for (const kop of document.querySelectorAll(".inline-group thead th")) {
      if (kop.textContent.trim()) continue;
      const tekst = document.createElement("span");
      tekst.className = "visually-hidden";
      tekst.textContent = kop.classList.contains("original") ? "Rij" : "Verwijderen";
      kop.append(tekst);
    }
  };

  // Op een smal scherm is een rij een kaart: bij elke waarde staat dan hoe haar kolom heet.
  const noemKolommen = () => {
    for (const tabel of document.querySelectorAll("#result_list, .tabular table")) {
      const koppen = [...tabel.querySelectorAll("thead th")].map((kop) => (kop.querySelector(".text") || kop).textContent.trim().replace(/\?$/, ""));
      for (const rij of tabel.querySelectorAll("tbody tr")) {
        [...rij.children].forEach((cel, plaats) => {
          if (koppen[plaats] && cel.colSpan === 1 && cel.innerHTML.trim() && !cel.matches(".action-checkbox, .original")) cel.dataset.kop = koppen[plaats];
        });
      }
    }
  };

  // Een bestand downloaden mag vaker; wat dubbel wordt opgeslagen, weigert de server.
  document.addEventListener("submit", (event) => window.setTimeout(() => delete event.target.dataset.verzonden));

  window.addEventListener("load", () => {
    vulLegeKoppen();
    noemKolommen();
    benoemAlle();
    const $ = window.django && window.django.jQuery;
    if (!$) return;
    $(document).on("change select2:select select2:unselect", "select.admin-autocomplete", (event) => benoem(event.target));
    $(document).on("select2:open", (event) => {
      const vak = event.target.parentElement.querySelector(".select2-container [role=combobox]");
      if (vak) vak.setAttribute("aria-controls", `select2-${event.target.id}-results`);
      for (const veld of document.querySelectorAll(".select2-container--open .select2-search__field")) {
        veld.setAttribute("aria-label", `Zoeken: ${naamVan(event.target)}`);
      }
    });
    document.addEventListener("formset:added", () => window.setTimeout(benoemAlle, 0));
  });
})();
