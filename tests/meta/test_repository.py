"""The repository keeps to its own house rules: layout, settings, commands, dependencies."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = {
    *(".ci", ".gitignore", "LICENSE", "Makefile", "README.md", "manage.py", "pyproject.toml"),
    *("requirements.txt", "requirements-mcp.txt", "requirements-dev.txt"),
    *("bench", "docs", "factcheck", "locale", "static", "templates", "tests"),
}
PACKAGES = {
    "accounts",
    "articles",
    "audit",
    "claims",
    "demonstration",
    "desk",
    "engine",
    "formats",
    "imports",
    "jobs",
    "mailing",
    "kept",
    "notices",
    "operations",
    "policies",
    "public",
    "record",
    "reviews",
    "subscriptions",
    "verdicts",
    "web",
}
LONGEST_MODULE = 400
REGISTRY = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|https?://[^/\s]*(?:pypi|npmjs|pythonhosted)")


def tracked() -> list[Path]:
    """Every file under version control, relative to the root."""
    try:
        answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout, or no git")
    return [Path(name) for name in answer.stdout.split("\0") if name and (ROOT / name).is_file()]


def modules() -> list[Path]:
    return [path for path in (ROOT / "factcheck").rglob("*.py") if "migrations" not in path.parts]


def make_targets() -> list[str]:
    """The targets that `make help` lists."""
    found = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert found
    return found


def test_top_level_holds_the_house_and_nothing_else() -> None:
    assert {path.parts[0] for path in tracked()} <= HOUSE


def test_package_holds_the_known_packages_and_nothing_else() -> None:
    found = {path.parts[1] for path in tracked() if path.parts[0] == "factcheck" and len(path.parts) > 2}
    assert found <= PACKAGES


def test_package_file_is_empty_so_that_the_engine_imports_without_django() -> None:
    assert (ROOT / "factcheck" / "__init__.py").read_text() == ""


def test_no_module_is_longer_than_the_limit() -> None:
    lengths = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_module_with_code_has_a_docstring() -> None:
    written = {path: path.read_text() for path in modules() if path.name != "apps.py"}
    bare = [path for path, text in written.items() if text.strip() and not ast.get_docstring(ast.parse(text))]
    assert [str(path.relative_to(ROOT)) for path in bare] == []


def test_no_module_marks_text_as_safe() -> None:
    assert [str(path.relative_to(ROOT)) for path in modules() if "mark_safe" in path.read_text()] == []


def test_every_setting_from_the_environment_is_in_the_table() -> None:
    source = (ROOT / "factcheck" / "settings.py").read_text()
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    read = {
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    documented = set(re.findall(r"^\| ([A-Z_]+) \|", ast.get_docstring(ast.parse(source)) or "", re.MULTILINE))
    assert read
    assert read == documented


def test_every_make_target_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [target for target in make_targets() if f"make {target}" not in readme] == []


def test_every_phony_target_is_in_the_help() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony is not None
    assert sorted(phony[1].split()) == sorted(make_targets())


def test_continuous_integration_runs_check_and_test() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if line.startswith("make ")] == ["make check", "make test"]
    assert "set -e" in lines


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-mcp.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_its_reason(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith(("#", "-r "))]
    assert lines
    assert [line for line in lines if not re.match(r"[a-z0-9-]+(?:\[[a-z,]+\])?==[0-9.]+ +# \S", line)] == []


def test_no_file_names_a_package_registry() -> None:
    own = Path(__file__).relative_to(ROOT)
    naming = []
    for path in tracked():
        if path == own or path.suffix in {".png", ".woff2", ".ico", ".jpg"}:
            continue
        if REGISTRY.search((ROOT / path).read_text(errors="replace")):
            naming.append(str(path))
    assert naming == []
