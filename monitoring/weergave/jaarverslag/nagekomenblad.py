"""Het blad met wat er over het vorige jaar bekend werd na zijn vaststelling."""

from acties.rekenblad.schrijven.boek import Blad, Cel, Regel, Rij, Tabel
from monitoring.constanten import GEEN_MELDING
from monitoring.jaar.zinnen import nagekomen_kop, nagekomen_zin, wie_meldde
from monitoring.verslag.vorm import Nagekomen, Verslag
from monitoring.weergave.jaarverslag.leeswijzer import jaar_van
from monitoring.weergave.woorden import met_teken

BREEDTES = (6, 50, 26, 17, 18, 17, 18, 18)
KOPPEN = ("Nr", "Actie", "Wie", "Gemeld op", "Melding", "Over peildatum", "Vastgesteld", "Met wat er nu is")


def nagekomen(verslag: Verslag) -> list[Blad]:
    """Eén blad, of geen als er niets nakwam."""
    if not verslag.nagekomen:
        return []
    jaar = jaar_van(verslag)
    koppen = tuple(Cel(kop, "kop") for kop in KOPPEN)
    delen = (
        Regel(nagekomen_kop(jaar), "titel"),
        Regel(nagekomen_zin(verslag.nagekomen, jaar)),
        Regel(""),
        Tabel(
            koppen,
            tuple(_melding(verslag, regel) for regel in verslag.nagekomen),
            filter=True,
        ),
    )
    return [Blad("Nagekomen", f"Wat er over {jaar - 1} bekend werd na de vaststelling", BREEDTES, delen)]


def _melding(verslag: Verslag, regel: Nagekomen) -> Rij:
    van, naar = (verslag.legenda(stand or GEEN_MELDING) for stand in (regel.van, regel.naar))
    return (
        Cel(regel.nummer, "nummer-midden"),
        Cel(regel.titel, "midden-vet"),
        Cel(wie_meldde(regel), "midden"),
        Cel(regel.gemeld_op, "waarde-datum"),
        Cel(verslag.woord(regel.status), "midden"),
        Cel(regel.peildatum, "waarde-datum"),
        Cel(met_teken(van), f"vak-{van.code}"),
        Cel(met_teken(naar), f"vak-{naar.code}"),
    )
