"""De zinnen van de leespagina's als filter."""

from django import template

from acties.woorden import opsomming
from monitoring.lezen import conclusie, wiezinnen, zinnen
from monitoring.lezen.actie import zinnen as actiezinnen
from monitoring.lezen.dashboard import aanjagers, trend

register = template.Library()

register.filter("opsomming", opsomming)
for zin in (
    aanjagers.zegbalk_uitleg,
    conclusie.conclusie,
    conclusie.hoofdzin,
    conclusie.in_een_kop,
    trend.trend_bijschrift,
    trend.trend_uitleg,
    zinnen.acties,
    zinnen.afgerond,
    zinnen.afkorting_met_subregio,
    zinnen.afronding,
    zinnen.afronding_per_onderdeel,
    zinnen.bespreking,
    zinnen.bij_melding,
    zinnen.correctiezin,
    zinnen.gemeld,
    zinnen.gemeld_op,
    zinnen.hoofdverantwoordelijk,
    zinnen.inhoud,
    zinnen.met_overname,
    zinnen.organisaties,
    zinnen.over_melding,
    zinnen.overgenomen,
    zinnen.uitvoering,
    zinnen.vervallen,
    zinnen.vervallen_acties,
    zinnen.wie_meldde,
    actiezinnen.lang_stil,
    actiezinnen.regiozin,
    wiezinnen.achter_wijziging,
    wiezinnen.achter_woord,
    wiezinnen.bijdragen,
    wiezinnen.herkomst,
    wiezinnen.kort_van_wie,
    wiezinnen.nog_te_bevestigen,
    wiezinnen.onbevestigd_in,
    wiezinnen.signalen,
    wiezinnen.sprekers,
    wiezinnen.vouw_zwijgers,
    wiezinnen.waarvan_onbevestigd,
    wiezinnen.zwijgt,
    wiezinnen.zwijgt_kort,
):
    register.filter(zin.__name__, zin)
