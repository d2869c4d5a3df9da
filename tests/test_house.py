"""The house rules: who may import whom, how large things are, who prints, and what starts quickly."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

PACKAGE = Path(__file__).parent.parent / "analyzer"
LAYERS = {
    "posting": 0,
    "assessment": 0,
    "errors": 0,
    "version": 0,
    "lexicon": 1,
    "atoms": 1,
    "matching": 1,
    "dutch": 1,
    "reading": 1,
    "passage": 1,
    "candidate": 1,
    "sections": 2,
    "duties": 2,
    "evidence": 2,
    "conditions": 2,
    "norms": 2,
    "tempering": 2,
    "analysis": 3,
    "component": 4,
    "batch": 4,
    "evaluation": 4,
    "reports": 4,
    "ablation": 5,
    "agreement": 5,
    "fitting": 5,
    "cli": 6,
    "__main__": 7,
}
TOOLS = (
    "analyzer.dutch.recipe",
    "analyzer.dutch.benchmark",
    "analyzer.batch.benchmark",
    "analyzer.batch.peak",
    "analyzer.fitting",
    "analyzer.agreement",
)
"""Run with `python -m` by maintainers; nothing else imports them."""
PRINTERS = ("analyzer.cli", *TOOLS)
ENVIRONMENT = ("analyzer.cli", "analyzer.batch.local")
"""Who may touch the environment: the command line, and the batch engine for the threads of the processes it starts."""
MODULE_LINES, MODULE_MEDIAN = 300, 120
FUNCTION_LINES, FUNCTION_P90, PARAMETERS = 40, 25, 5


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def trees() -> dict[str, ast.Module]:
    """Returns the syntax tree of every module of the package, by its name."""
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


TREES = trees()


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports_of(tree: ast.Module, *, at_run_time: bool) -> Iterator[str]:
    """Yields the modules of this package that a module imports; at run time: not what only type checkers read."""
    skipped = set()
    for node in ast.walk(tree):
        if (
            at_run_time
            and isinstance(node, ast.If)
            and isinstance(node.test, ast.Name)
            and node.test.id == "TYPE_CHECKING"
        ):
            skipped |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "analyzer")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the layer"
            if (node.module or "").split(".")[0] == "analyzer":
                yield from (_target(node.module or "", alias.name) for alias in node.names)


def _target(module: str, name: str) -> str:
    return f"{module}.{name}" if f"{module}.{name}" in TREES else module


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}.{node.name}", node  # type: ignore[misc]


def test_every_module_has_a_layer() -> None:
    assert {room(module) for module in TREES} - {""} == set(LAYERS) & {room(module) for module in TREES}


@pytest.mark.parametrize("module", [module for module in TREES if room(module)])
def test_imports_go_up_the_list(module: str) -> None:
    own = room(module)
    for target in imports_of(TREES[module], at_run_time=False):
        other = room(target)
        beside = LAYERS[own] == LAYERS[other] and (LAYERS[own] in (0, 1) or other == own)
        assert other in ("", own) or beside or LAYERS[other] < LAYERS[own], f"{module} imports {target}"


def test_reports_know_only_the_outcome() -> None:
    for module, tree in TREES.items():
        if room(module) == "reports":
            assert {LAYERS[room(target)] for target in imports_of(tree, at_run_time=False)} <= {0, 4}, module


def test_reading_knows_only_postings() -> None:
    for module, tree in TREES.items():
        if room(module) == "reading":
            assert {room(target) for target in imports_of(tree, at_run_time=False)} <= {
                "reading",
                "posting",
                "errors",
            }, module


def test_tools_are_imported_by_nothing_else() -> None:
    for module, tree in TREES.items():
        if not module.startswith(TOOLS):
            assert not any(target.startswith(TOOLS) for target in imports_of(tree, at_run_time=False)), module


def test_no_import_cycle() -> None:
    graph = {module: {t for t in imports_of(tree, at_run_time=True) if t != module} for module, tree in TREES.items()}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path[path.index(module) :], module))
        if module not in done:
            for target in sorted(graph.get(module, ())):
                visit(target, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def lines_of(module: str) -> int:
    path = PACKAGE.parent.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return len(file.read_text(encoding="utf-8").splitlines())


def test_modules_are_short() -> None:
    sizes = {module: lines_of(module) for module in TREES}
    assert {module: size for module, size in sizes.items() if size > MODULE_LINES} == {}
    assert median(sizes.values()) <= MODULE_MEDIAN


def test_functions_are_short() -> None:
    sizes = {name: (node.end_lineno or 0) - node.body[0].lineno + 1 for name, node in functions()}
    assert {name: size for name, size in sizes.items() if size > FUNCTION_LINES} == {}
    assert sorted(sizes.values())[int(0.9 * len(sizes))] <= FUNCTION_P90


def test_functions_take_few_parameters() -> None:
    counts = {}
    for name, node in functions():
        names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        counts[name] = len([argument for argument in names if argument not in ("self", "cls")])
    assert {n: c for n, c in counts.items() if c > PARAMETERS and not n.startswith("analyzer.cli.")} == {}


def _names(tree: ast.Module) -> set[str]:
    plain = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return plain | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_nothing_prints_outside_the_command_line() -> None:
    for module, tree in TREES.items():
        if not module.startswith(PRINTERS):
            assert not _names(tree) & {"print", "input", "breakpoint", "stdout", "stderr", "stdin"}, module
        if not module.startswith(ENVIRONMENT):
            assert not _names(tree) & {"environ", "getenv", "putenv"}, module


def test_public_things_say_what_they_do() -> None:
    silent = []
    for module, tree in TREES.items():
        nodes = [(module, tree), *((f"{module}.{node.name}", node) for node in tree.body if _is_public(node))]  # type: ignore[union-attr]
        silent += [name for name, node in nodes if not ast.get_docstring(node) and tree.body]  # type: ignore[arg-type]
    assert silent == []


def _is_public(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")


def _loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    return {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}


HEAVY = {"spacy", "numpy", "pydantic", "thinc", "srsly"}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_command_line_starts_without_the_heavy_libraries(option: str) -> None:
    loaded = _loaded_after(f"from analyzer.cli import run\nassert run(['{option}']) == 0")
    assert "analyzer" in loaded
    assert loaded & HEAVY == set()


def test_import_of_the_package_is_light() -> None:
    assert (
        _loaded_after("import analyzer, analyzer.reading, analyzer.assessment") & (HEAVY | {"typer", "rich"}) == set()
    )


def test_component_does_not_load_the_analysis() -> None:
    script = (
        "import analyzer.component, sys; print('analyzer.analysis' in sys.modules, 'analyzer.lexicon' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    assert done.stdout.split() == ["False", "False"]


def test_public_names() -> None:
    import analyzer

    assert [name for name in analyzer.__all__ if getattr(analyzer, name) is None] == []
    with pytest.raises(AttributeError, match="no attribute 'Analyser'"):
        analyzer.Analyser  # noqa: B018
