"""All settings, read from the environment. A wrong value stops the start with the name of the variable.

| variable | meaning | default |
| --- | --- | --- |
| DATABASE_URL | a PostgreSQL 15 or later | the embedded server under FACTCHECK_HOME |
| FACTCHECK_HOME | folder for the embedded database, the generated key and collected files | var/ beside manage.py |
| PUBLIC_ADDRESS | where readers find this site, as https://news.example | that of `manage.py serve`, if embedded |
| PUBLIC_LANGUAGE | the language of public pages and of mail to readers: en, fr | en |
| TIME_ZONE | the newsroom's clock, a name of the IANA database such as Europe/Paris | UTC |
| NAMES_PUBLIC | verdicts name to readers who judged, decided and approved them | false |
| SECRET_KEY | signs sessions and tokens | generated once into FACTCHECK_HOME without DATABASE_URL, else required |
| DEBUG | Django's error pages; never on a public address | false |
| ALLOWED_HOSTS | host names answered beside that of PUBLIC_ADDRESS, joined by commas | localhost,127.0.0.1,[::1] |
| CSRF_TRUSTED_ORIGINS | origins trusted behind a proxy, joined by commas | none |
| EMAIL_URL | how mail is sent, such as smtp://host:25 | printed by the server when embedded, else smtp://localhost:25 |
| MAIL_FROM | the sender of all mail, such as Newsroom <checks@news.example> | Factcheck <factcheck@localhost> |
| SITE_URL | where colleagues and readers reach it, for the links in mail | that of `manage.py serve`, if embedded |
| PROXIES | your own proxies before the web server: callers are told apart before them, and they say what is HTTPS | 0 |
| MCP | manage.py mcp may serve the Model Context Protocol (docs/api.md) | false |
| SECURE_COOKIES | cookies over HTTPS only, and HSTS | false |
| DRAFTING_URL | a server that proposes claims (docs/drafting.md), such as https://host/v1 | none: off |
| DRAFTING_MODEL | the model it is to use | required with DRAFTING_URL |
| DRAFTING_KEY | sent to it as a bearer token | none |
| DRAFTING_TIMEOUT | seconds that one article may take, 1 to 120 | 20 |
| DRAFTING_ON_DESK | the desk's form for a new article offers to ask it | false |
| DRAFTING_PLAIN_HTTP | allow http:// to another machine | false |
"""

from pathlib import Path

import environ

from factcheck.operations.configuration import (
    embedded_database,
    external_database,
    hosts,
    mail_from,
    public_address,
    public_language,
    secret_key,
    time_zone,
)
from factcheck.operations.drafting import drafting_helper

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

HOME = Path(env.str("FACTCHECK_HOME", default=str(BASE_DIR / "var"))).resolve()
DATABASE_URL = env.str("DATABASE_URL", default="")
IS_EMBEDDED = not DATABASE_URL

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key(HOME, given=env.str("SECRET_KEY", default=""), is_embedded=IS_EMBEDDED)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
NINJA_NUM_PROXIES = env.int("PROXIES", default=0)
MCP = env.bool("MCP", default=False)
SECURE_COOKIES = env.bool("SECURE_COOKIES", default=False)
NAMES_PUBLIC = env.bool("NAMES_PUBLIC", default=False)
PUBLIC_ADDRESS = public_address(env.str("PUBLIC_ADDRESS", default=""))
ALLOWED_HOSTS = hosts(env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]), PUBLIC_ADDRESS)

DRAFTING = drafting_helper(
    url=env.str("DRAFTING_URL", default=""),
    model=env.str("DRAFTING_MODEL", default=""),
    key=env.str("DRAFTING_KEY", default=""),
    timeout=env.str("DRAFTING_TIMEOUT", default="20"),
    on_desk=env.str("DRAFTING_ON_DESK", default="false"),
    plain_http=env.str("DRAFTING_PLAIN_HTTP", default="false"),
)

INSTALLED_APPS = [
    "factcheck.accounts",
    "factcheck.audit",
    "factcheck.record",
    "factcheck.jobs",
    "factcheck.mailing",
    "factcheck.imports",
    "factcheck.policies",
    "factcheck.articles",
    "factcheck.claims",
    "factcheck.reviews",
    "factcheck.verdicts",
    "factcheck.notices",
    "factcheck.subscriptions",
    "factcheck.kept",
    "factcheck.demonstration",
    "factcheck.operations",
    "factcheck.web",
    "factcheck.desk",
    "factcheck.public",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rules",
    "csp",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "factcheck.web.compression.CompressPublicAnswers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "factcheck.web.middleware.OneLanguage",
    "factcheck.web.middleware.PagesNeedLogin",
    "factcheck.web.middleware.WhoActs",
    "factcheck.web.middleware.SessionsSeen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "factcheck.web.middleware.ErrorsMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]

DATABASES = {"default": external_database(DATABASE_URL) if DATABASE_URL else embedded_database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Attempts to sign in are counted, and codes forgotten that were used, for all processes together.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "factcheck.accounts.backends.Backend",
]
SESSION_ENGINE = "factcheck.accounts.sessions"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_ADAPTER = "factcheck.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "factcheck.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are proved by the invitation
MFA_TOTP_ISSUER = "Factcheck"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are off by some seconds
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "public:home"

vars().update(env.email_url("EMAIL_URL", default="consolemail://" if IS_EMBEDDED else "smtp://localhost:25"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = mail_from(env.str("MAIL_FROM", default="Factcheck <factcheck@localhost>"))

LANGUAGES = [("en", "English"), ("fr", "français")]
LANGUAGE_CODE = public_language(env.str("PUBLIC_LANGUAGE", default="en"), [code for code, _ in LANGUAGES])
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["factcheck.web.locales"]
TIME_ZONE = time_zone(env.str("TIME_ZONE", default="UTC"))
USE_I18N = True
USE_TZ = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 2**20  # the longest article in UTF-8, so that one too long gets its own sentence

FILE_UPLOAD_HANDLERS = [
    "factcheck.web.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "factcheck.web.stylesheets.Storage"},
}

# Errors of the web server appear where it was started; without this Django only mails them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
# The web server speaks HTTP to the proxy in front of it: without its word no answer would count as sent over HTTPS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NINJA_NUM_PROXIES else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
