"""Settings, read from the environment: secure unless DEBUG is asked for. The README has the table of variables."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from uitvoering import omgeving

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = omgeving.ja_of_nee("DEBUG", False)
SECRET_KEY = omgeving.geheime_sleutel("SECRET_KEY", debug=DEBUG)
ALLOWED_HOSTS = omgeving.hosts("ALLOWED_HOSTS", debug=DEBUG)

# The address in mails, where no request says it. A host that starts with a dot stands for a whole domain.
SITE_URL = omgeving.oorsprong(
    "SITE_URL", f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if ALLOWED_HOSTS else "http://127.0.0.1:8000", debug=DEBUG
)

# What an installation chooses
DASHBOARD_OPENBAAR = omgeving.ja_of_nee("DASHBOARD_OPENBAAR", False)
BEVEILIGING_CONTACT = omgeving.contact("BEVEILIGING_CONTACT")
TWEEDE_FACTOR = omgeving.tweede_factor("TWEEDE_FACTOR", "geen" if DEBUG else "allen")
CONTACTADRES = omgeving.emailadres("CONTACTADRES")
SESSIE_INACTIEF = timedelta(minutes=omgeving.getal("SESSIE_INACTIEF_MINUTEN", 60, minimaal=1))
SESSIE_INACTIEF_BEHEERDER = timedelta(minutes=omgeving.getal("SESSIE_INACTIEF_BEHEERDER_MINUTEN", 15, minimaal=1))
SESSIE_MAXIMUM = timedelta(hours=omgeving.getal("SESSIE_MAXIMUM_UREN", 8, minimaal=1))
LOGBOEK_BEWAREN_MAANDEN = omgeving.getal("LOGBOEK_BEWAREN_MAANDEN", 24, minimaal=1, maximaal=1200)

# Backups: see manage.py reservekopie
RESERVEKOPIE_MAP = omgeving.pad("RESERVEKOPIE_MAP", "reservekopie", map_van_project=BASE_DIR)
RESERVEKOPIE_SLEUTELS = omgeving.sleutels("RESERVEKOPIE_SLEUTEL")

# Figures for Prometheus: who may ask for them from elsewhere, and where the processes of a server count together
METRICS_SLEUTEL = omgeving.tekst("METRICS_SLEUTEL", "")
METRICS_MAP = omgeving.bestaande_map("PROMETHEUS_MULTIPROC_DIR")
TOEGANKELIJKHEID_STATUS = omgeving.keuze("TOEGANKELIJKHEID_STATUS", "E", mogelijk=["A", "B", "C", "D", "E"])
TOEGANKELIJKHEID_VERKLARING = omgeving.adres("TOEGANKELIJKHEID_VERKLARING")

# Application

INSTALLED_APPS = [
    "uitvoering",
    "monitoring",
    "acties",
    "uitvoering.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "uitvoering.apps.SessiesConfig",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "simple_history",
]

# The first two follow a request. The five after them put their headers on whatever comes from further in: pages, errors
# and static files alike.
MIDDLEWARE = [
    "uitvoering.verzoeknummer.geef_nummer",
    "uitvoering.toestand.metrics.meet",
    "uitvoering.koppen.KoppenMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "uitvoering.koppen.eigen_hostnaam",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "uitvoering.middleware.verzoekregel",
    "uitvoering.middleware.herkomst",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "uitvoering.middleware.bezoeker",
    "uitvoering.inloggen.raden.bekend_apparaat",
    "uitvoering.middleware.toegangslink",
    "uitvoering.middleware.agendasleutel",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "uitvoering.middleware.sessieduur",
    "uitvoering.middleware.tweede_factor",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "uitvoering.middleware.methode",
]

ROOT_URLCONF = "uitvoering.urls"
WSGI_APPLICATION = "uitvoering.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "uitvoering.context.programma",
            ],
            "builtins": ["acties.templatetags.bouwstenen"],
        },
    }
]

FORM_RENDERER = "uitvoering.formulieren.NLDSRenderer"

# Database and cache

SQLITE = {
    "transaction_mode": "IMMEDIATE",  # a writer waits for its turn instead of failing halfway
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"  # NORMAL acknowledges a save before the disk has it
        "PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON;"  # so INSERT OR REPLACE meets the triggers against deleting
        "PRAGMA cache_size=-20000;"  # in kB
    ),
}
POSTGRESQL = {
    "connect_timeout": 5,
    "application_name": "uitvoering",
}

DATABASES = {"default": omgeving.database("DATABASE_URL", standaard="sqlite:///db.sqlite3", map_van_project=BASE_DIR)}
DATABASES["default"]["OPTIONS"] = (
    SQLITE if "sqlite" in DATABASES["default"]["ENGINE"] else POSTGRESQL | DATABASES["default"].get("OPTIONS", {})
)
# To connect costs more than a constant page, so each thread of a server keeps its connection for a while.
# The development server starts a thread for each request, which would leave a connection behind each time.
DATABASES["default"]["CONN_MAX_AGE"] = 0 if DEBUG else 60
# A connection is tried before a request uses it: after a restart of the database none of the old ones works. A pool would
# try them one by one and wait longer after each, so that the first requests get an error.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = DATABASES["default"]["OPTIONS"] is not SQLITE
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that limits on logging in count over all processes. Culling must not forget those counts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Work in the background: a queue in the database, for a worker (``manage.py werker``) to take from. One runs along with the
# server, unless the installation runs its own.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "post"]}}
WERKER_MEE = omgeving.ja_of_nee("WERKER_MEE", True)

# Accounts and sessions

AUTH_USER_MODEL = "acties.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "uitvoering.inloggen.account.InlogBackend",
    "acties.toegang.rechten.RolBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "uitvoering.inloggen.account.AccountAdapter"
ACCOUNT_FORMS = {"login": "uitvoering.inloggen.forms.InlogForm"}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the beheerder enters the addresses
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"
# A limit per address would lock out others behind it; passwords have their own in raden.py, a code of a second factor this one.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "10/15m/key"}
APPARAAT_COOKIE_NAME = "apparaat" if DEBUG else "__Host-apparaat"

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_TOTP_ISSUER = "Uitvoering"
MFA_ADAPTER = "uitvoering.inloggen.versleuteling.FactorAdapter"
FACTOR_SLEUTELS = omgeving.fernetsleutels("FACTOR_SLEUTELS", debug=DEBUG, van=SECRET_KEY)
MFA_FORMS = {"activate_totp": "uitvoering.inloggen.account.InstelForm"}

# Signing in with an account of work. What allauth does not check itself is checked in uitvoering.inloggen.oidc.
SOCIALACCOUNT_ADAPTER = "uitvoering.inloggen.oidc.OidcAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": omgeving.oidc_aanbieders("OIDC_AANBIEDERS", debug=DEBUG),
    }
}
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds

# Ends on the server too; idle sessions end earlier, see SESSIE_INACTIEF.
SESSION_COOKIE_AGE = int(SESSIE_MAXIMUM.total_seconds())
SESSION_COOKIE_NAME = "sessionid" if DEBUG else "__Host-sessionid"
SESSION_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a third cookie, readable for all
CSRF_COOKIE_NAME = "csrftoken" if DEBUG else "__Host-csrftoken"
CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "uitvoering.middleware.sessie_verlopen"
CSRF_TRUSTED_ORIGINS = omgeving.oorsprongen("CSRF_TRUSTED_ORIGINS", debug=DEBUG)

# HTTPS and headers

SECURE_SSL_REDIRECT = not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^(gezondheid/|gereed/|metrics)$"]  # a monitor beside the server asks without HTTPS
SECURE_HSTS_SECONDS = 0 if DEBUG else int(timedelta(days=730).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The header of a proxy is believed only when the installation says that there is one: anyone can send it.
AANTAL_PROXIES = omgeving.getal("AANTAL_PROXIES", 0, minimaal=0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if AANTAL_PROXIES else None
ALLAUTH_TRUSTED_PROXY_COUNT = AANTAL_PROXIES
# Preloading is a choice for a whole domain, which is not ours to make for a municipality.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Mail

_email = omgeving.email("EMAIL_URL", standaard="consolemail://" if DEBUG else "smtp://localhost:25")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_PORT = _email["EMAIL_PORT"] or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_FILE_PATH = _email["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = omgeving.afzender(
    "EMAIL_AFZENDER", f"noreply@{ALLOWED_HOSTS[0].lstrip('.') if ALLOWED_HOSTS else 'localhost'}"
)

# Language and time

LANGUAGE_CODE = "nl"
LOCALE_PATHS = [BASE_DIR / "locale"]  # Dutch for packages that are not, or not fully, translated
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
_thema = BASE_DIR / "thema"  # the place for an installation's own stylesheet, logo and fonts
STATICFILES_DIRS = [("thema", _thema)] if _thema.is_dir() else []
THEMA_CSS = omgeving.stylesheet("THEMA_CSS", static_url=STATIC_URL)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Import and export: whoever may only look may not import. The formats are chosen where they are offered.

IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_TMP_STORAGE_CLASS = "import_export.tmp_storages.CacheStorage"  # a file in /tmp would stay behind
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = False  # it damages dates, numbers and empty cells; text is written as text

# Logging: one event, one line, to standard error

LOG_LEVEL = omgeving.keuze("LOG_LEVEL", "INFO", mogelijk=["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
LOG_VORM = omgeving.keuze("LOG_VORM", "TEKST", mogelijk=["TEKST", "JSON"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "een_regel": {
            "()": "uitvoering.logregels.EenRegelFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",  # with the offset: on a night in October an hour comes twice
            "style": "{",
        },
        "json": {"()": "uitvoering.logregels.JsonFormatter", "datefmt": "%Y-%m-%dT%H:%M:%S%z"},
    },
    "filters": {"verzoek": {"()": "uitvoering.verzoeknummer.ZetNummer"}},
    "handlers": {
        "standaard": {
            "class": "logging.StreamHandler",
            "formatter": {"TEKST": "een_regel", "JSON": "json"}[LOG_VORM],
            "filters": ["verzoek"],
        }
    },
    "root": {"handlers": ["standaard"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own handlers go: they would write an event twice, or mail it.
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # Every query, with its values in it: never into a log.
        "django.db.backends": {"level": "INFO"},
        # A line per step and per page of every PDF.
        "weasyprint.progress": {"level": "WARNING"},
    },
}
