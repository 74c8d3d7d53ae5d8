from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Monitoring"

    def ready(self):
        # these read the models, which are not there before
        from acties.post import ken  # noqa: PLC0415
        from monitoring.inlezen.werkboek import versturen  # noqa: PLC0415
        from monitoring.rondes import herinneren  # noqa: PLC0415
        from monitoring.volgen import versturen as volgmails  # noqa: PLC0415

        ken(herinneren.SOORT, herinneren.POSTSOORT)
        ken(versturen.SOORT, versturen.POSTSOORT)
        ken(volgmails.SOORT, volgmails.POSTSOORT)
