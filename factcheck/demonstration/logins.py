"""Who works in the demonstration newsroom. No Django. These passwords are public: see `loading.load`."""

from typing import NamedTuple


class Person(NamedTuple):
    name: str
    role: str
    email: str
    password: str


PEOPLE = [
    Person("Noor Haddad", "reviewer", "reviewer1@example.org", "demonstration-one"),
    Person("Tomas Lind", "reviewer", "reviewer2@example.org", "demonstration-two"),
    Person("Amara Diallo", "editor", "editor@example.org", "demonstration-desk"),
    Person("Ines Moreau", "editor", "editor2@example.org", "demonstration-second"),
    Person("Jun Castillo", "administrator", "admin@example.org", "demonstration-keys"),
]
LOGINS = [(person.role, person.email, person.password) for person in PEOPLE]
