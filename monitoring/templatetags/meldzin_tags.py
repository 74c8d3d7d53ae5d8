"""De zinnen van het melden, een updateronde en het bijhouden van een programma als filter."""

from django import template

from monitoring.melden import zinnen as meldzinnen
from monitoring.programma import zinnen as programmazinnen
from monitoring.rondes import overzichtzinnen
from monitoring.rondes import zinnen as rondezinnen

register = template.Library()

for zin in (
    meldzinnen.aantal_klaar,
    meldzinnen.gemeld_op_tijdstip,
    meldzinnen.je_corrigeert,
    meldzinnen.kop_bijdrage,
    meldzinnen.kop_bijdragen,
    meldzinnen.kop_vrij,
    meldzinnen.laatst_gemeld_over,
    meldzinnen.lokaal_extra,
    meldzinnen.meldingen,
    meldzinnen.namens_wie,
    meldzinnen.nog_niets_gemeld,
    meldzinnen.opgeslagen,
    meldzinnen.over_en_namens,
    meldzinnen.over_het_woord,
    meldzinnen.stand_van_werk,
    meldzinnen.status_waar,
    meldzinnen.tot_zelf_meldt,
    meldzinnen.waarom_klaar,
    meldzinnen.wie_meldt,
    programmazinnen.bestaat_van_of_tot,
    overzichtzinnen.balk_in_woorden,
    overzichtzinnen.geen_herinnering,
    overzichtzinnen.kop_van_nood,
    overzichtzinnen.mail_om_account,
    overzichtzinnen.namen_in_groep,
    overzichtzinnen.onder_persoon,
    overzichtzinnen.werkboek_naar,
    overzichtzinnen.wie_in_groep,
    overzichtzinnen.wie_maakt_accounts,
    rondezinnen.bijdragen_tot_nu,
    rondezinnen.concept_bewaard,
    rondezinnen.gemeld_door,
    rondezinnen.gemeld_in_ronde,
    rondezinnen.gemeld_van,
    rondezinnen.gezegd_door,
    rondezinnen.kop_groep,
    rondezinnen.later_gemeld,
    rondezinnen.nog_te_melden,
    rondezinnen.onder_groep,
    rondezinnen.onder_herinnering,
    rondezinnen.onder_werkboekmail,
    rondezinnen.ook_door,
    rondezinnen.samen_gemeld,
    rondezinnen.stand_van_groep,
    rondezinnen.terug_kan_tot,
    rondezinnen.teruggedraaid,
    rondezinnen.van_wie_en_wanneer,
    rondezinnen.voor_welke,
    rondezinnen.werk_in_werkboek,
):
    register.filter(zin.__name__, zin)
