"""Who works in the demonstration newsroom. No Django. These passwords are public: see `loading.load`."""

from typing import NamedTuple


class Login(NamedTuple):
    role: str
    email: str
    password: str
    name: str


LOGINS = [
    Login("reviewer", "reviewer1@example.org", "demonstration-one", "Noor Haddad"),
    Login("reviewer", "reviewer2@example.org", "demonstration-two", "Tomas Lind"),
    Login("editor", "editor@example.org", "demonstration-desk", "Amara Diallo"),
    Login("administrator", "admin@example.org", "demonstration-keys", "Jun Castillo"),
]
