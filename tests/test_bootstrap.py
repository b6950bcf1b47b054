"""The way in: the script sets up once and only once; requirements are pinned, hashed and name no place."""

import re
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "requirements").glob("*.txt"), key=lambda path: path.name)
COMMANDS = (
    *(
        "try",
        "run",
        "doctor",
        "move",
        "backup",
        "restore",
        "keys",
        "set-aside",
        "audit",
        "retention",
        "explain",
        "rules",
        "docs",
        "key",
    ),
    *("test", "bench", "chaos", "pictures", "lock", "help"),
)

# In pieces, so that this file does not name them itself.
REGISTRY_HOSTS = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
    )
]


def said(*command: str) -> str:
    """Return what the command printed, at the project's root; a non-zero exit status raises."""
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


@cache
def requirements(name: str) -> list[str]:
    """Return the file's requirements, each with its hashes on the one line, without comments."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "requirements" / name).read_text(), flags=re.MULTILINE)
    return text.replace("\\\n", " ").splitlines()


@cache
def pins(name: str) -> dict[str, str]:
    """Return each package's version, by its name as written in the file."""
    named = (Requirement(line.split("--hash")[0]) for line in requirements(name))
    return {each.name: str(each.specifier).removeprefix("==") for each in named}


@pytest.mark.parametrize("shell", ["sh", "dash"])
@pytest.mark.parametrize("script", ["sendline", ".ci/run"])
def test_the_scripts_are_plain_shell(shell: str, script: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    assert said(shell, "-n", script) == ""


def test_help_lists_every_command_and_needs_no_set_up() -> None:
    offered = re.findall(r"^\./sendline ([\w-]+)", said("./sendline", "help"), flags=re.MULTILINE)
    assert tuple(offered) == COMMANDS


def test_no_command_at_all_is_help() -> None:
    assert said("./sendline") == said("./sendline", "help")


class Elsewhere:
    """A copy of the script in a folder of its own, with a uv on the PATH that notes what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "the office's"
        self.link = folder / "sendline"
        (self.root / "requirements").mkdir(parents=True)
        shutil.copy(ROOT / "sendline", self.root)
        self.requires("run", "one==1")
        self.link.symlink_to(Path(self.root.name) / "sendline")
        self.python = folder / "python"
        self.python.write_text(PYTHON)
        (folder / "bin").mkdir()
        (folder / "bin" / "uv").write_text(UV.format(folder=folder))
        for program in (self.python, folder / "bin" / "uv"):
            program.chmod(0o755)
        self.environment = {"PATH": f"{folder / 'bin'}:/usr/bin:/bin"}
        self.asked = folder / "asked"

    def requires(self, group: str, text: str) -> None:
        """Write one requirements file."""
        (self.root / "requirements" / f"{group}.txt").write_text(text)

    def starts(self, *words: str) -> tuple[str, list[str]]:
        """Start through the link from another folder; return what was printed and what uv was asked."""
        self.asked.write_text("")
        done = subprocess.run(
            [self.link, *words], cwd="/", env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout, self.asked.read_text().splitlines()


PYTHON = """#!/bin/sh
case $1 in -V) echo Python 3.11.2 ;; -m) echo "$PWD: $*" ;; esac
"""

UV = """#!/bin/sh
echo "$1 $2" >>"{folder}/asked"
[ "$1" = pip ] || {{ mkdir -p .venv/bin && cp "{folder}/python" .venv/bin/python; }}
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Elsewhere:
    return Elsewhere(tmp_path)


def test_the_first_start_sets_up_and_hands_every_word_on(elsewhere: Elsewhere) -> None:
    printed, asked = elsewhere.starts("try", "--port", "80 80")
    assert printed == f"{elsewhere.root}: -m bot try --port 80 80\n"
    assert asked == ["venv --quiet", "pip install"]


def test_the_second_start_installs_nothing(elsewhere: Elsewhere) -> None:
    elsewhere.starts("try")
    assert elsewhere.starts("key")[1] == []


def test_changed_requirements_are_installed_into_what_is_there(elsewhere: Elsewhere) -> None:
    elsewhere.starts("try")
    elsewhere.requires("run", "one==2")
    assert elsewhere.starts("try")[1] == ["pip install"]
    assert elsewhere.starts("try")[1] == []
    elsewhere.requires("run", "one==1")
    assert elsewhere.starts("try")[1] == ["pip install"]


def test_an_interrupted_set_up_is_made_again(elsewhere: Elsewhere) -> None:
    elsewhere.starts("try")
    (elsewhere.root / ".venv" / "sendline-stamp").write_text(
        "unfinished 4999999\n"
    )  # no process bears this number
    assert elsewhere.starts("try")[1] == ["venv --quiet", "pip install"]
    assert elsewhere.starts("try")[1] == []


def test_there_are_four_requirements_files() -> None:
    assert [path.name for path in FILES] == ["bench.txt", "browser.txt", "dev.txt", "run.txt"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_requirements_name_no_address(path: Path) -> None:
    assert [line for line in path.read_text().splitlines() if "://" in line] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_requirement_is_pinned_and_hashed(path: Path) -> None:
    pinned = re.compile(r"[\w.-]+(\[[\w,-]+\])?==[\w.!+]+( ; [^\\]+?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert requirements(path.name)
    assert [line for line in requirements(path.name) if not pinned.fullmatch(line)] == []


def test_every_dependency_is_pinned_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    found = pins("run.txt")
    assert [str(each) for each in wanted if not each.specifier.contains(found.get(each.name, "0"))] == []
    assert {each.name for each in wanted} <= found.keys()


def test_dev_holds_all_of_run_with_equal_pins() -> None:
    assert pins("run.txt").items() <= pins("dev.txt").items()


def test_browser_agrees_with_dev_where_both_name_a_package() -> None:
    dev, browser = pins("dev.txt"), pins("browser.txt")
    assert [name for name in browser.keys() & dev.keys() if browser[name] != dev[name]] == []


def test_no_file_names_a_package_registry() -> None:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git clone: no list of the project's own files")
    listed = said("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    own = {name: ROOT / name for name in listed if (ROOT / name).is_file()}
    texts = {name: path.read_bytes().decode(errors="ignore") for name, path in own.items()}
    assert "sendline" in texts
    assert [(name, host) for name, text in texts.items() for host in REGISTRY_HOSTS if host in text] == []


def test_what_a_change_must_pass_is_all_the_tests() -> None:
    assert (ROOT / ".ci" / "run").read_text().endswith("exec ./sendline test --all\n")
