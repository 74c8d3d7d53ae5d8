"""Tasks that wait in the queue, as in production: in the tests they otherwise run where they are asked for."""

RIJ = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "post"]}}


def werk_af():
    """All that waits, as one worker does it."""
    from threading import Event  # noqa: PLC0415 - the models are there only after the settings

    from uitvoering.werker import werk  # noqa: PLC0415 - idem

    werk(Event(), tot_leeg=True)
