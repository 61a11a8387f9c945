"""The library inside LangChain, LlamaIndex, Haystack and pandas: the real packages.

Each is skipped where its package is missing; CI has a job with all of them.
"""

import importlib
import io
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import cnpolicy
from support.services import OTHER, PLAN
from support.strategies import SEEDS

SEED = next(path for path in SEEDS if path.name.startswith("003"))
TEXT = SEED.read_text(encoding="utf-8")

each_text = pytest.mark.parametrize("text", [PLAN, TEXT, " \n", "一、" * 2000])


def integration(name: str, package: str) -> ModuleType:
    """The module of a package; skip where the package is missing."""
    pytest.importorskip(package)
    return importlib.import_module(f"cnpolicy.integrations.{name}")


def test_the_package_brings_nothing_by_itself() -> None:
    """A program that has none of the frameworks can import all but their modules."""
    importlib.import_module("cnpolicy.integrations.pieces")
    source = Path(cnpolicy.__file__).parent / "integrations" / "__init__.py"
    assert "import" not in source.read_text(encoding="utf-8").partition('"""\n')[2]


def plain(metadata: dict[str, Any]) -> bool:
    """Tell whether every vector store can keep these."""
    return all(type(value) in (str, int) for value in metadata.values())


# ---------------------------------------------------------------------------- LangChain


@pytest.fixture
def langchain() -> ModuleType:
    return integration("langchain", "langchain_text_splitters")


@each_text
def test_langchain_pieces_are_the_text(text: str, langchain: ModuleType) -> None:
    """From start to end they follow one another; their sizes are kept."""
    splitter = langchain.PlanTextSplitter(300)
    pieces = splitter.create_documents([text], [{"source": "plan.txt"}])
    spans = [(one.metadata["start"], one.metadata["end"]) for one in pieces]
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= 300 for start, end in spans)
    for one, (start, end) in zip(pieces, spans, strict=True):
        assert one.page_content.endswith(text[start:end])
        assert one.metadata["start_index"] == start
        assert one.metadata["source"] == "plan.txt"
        assert plain(one.metadata)
    assert splitter.split_text(text) == [one.page_content for one in pieces]


def test_langchain_splits_documents_of_its_own(langchain: ModuleType) -> None:
    """As a chain does it: the metadata of a document go with its pieces."""
    from langchain_core.documents import Document

    documents = [Document(PLAN, metadata={"at": 1}), Document(OTHER)]
    splitter = langchain.PlanTextSplitter(by="measure")
    pieces = splitter.transform_documents(documents)
    bodies = [(one.metadata.get("at"), one.metadata["bodies"]) for one in pieces]
    assert (1, "市司法局") in bodies
    assert (None, "市财政局") in bodies
    assert "at" not in documents[1].metadata


def test_langchain_measures_with_the_function_it_is_given(
    langchain: ModuleType,
) -> None:
    def tokens(text: str) -> int:
        return len(text.encode()) // 3

    splitter = langchain.PlanTextSplitter(100, 20, tokens)
    pieces = splitter.create_documents([TEXT])
    texts = [TEXT[one.metadata["start"] : one.metadata["end"]] for one in pieces]
    assert max(map(tokens, texts)) <= 100
    with pytest.raises(ValueError, match="chunk_size"):
        langchain.PlanTextSplitter(0)


def test_langchain_splits_a_file_by_what_it_states(langchain: ModuleType) -> None:
    """Its headings, which have no numbers here, and its places."""
    document = pytest.importorskip("docx").Document()
    document.add_heading("某市规划", 0)
    for heading in ("背景", "任务"):
        document.add_heading(heading, 1)
        document.add_paragraph("加强保护，健全机制。" * 100)
    file = io.BytesIO()
    document.save(file)
    pieces = langchain.PlanTextSplitter(500).split_file(file.getvalue())
    assert {one.metadata["path"] for one in pieces} >= {"背景", "任务"}


def test_langchain_loads_a_folder(langchain: ModuleType, tmp_path: Path) -> None:
    """In order, with what is known of each."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<p>{PLAN}</p>", encoding="utf-8")
    first, second = langchain.PlanLoader(tmp_path).load()
    assert first.page_content == TEXT
    assert first.metadata["doc_number"] == "国发〔2021〕20号"
    assert Path(second.metadata["source"]).name == "b.html"
    assert plain(first.metadata)
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(cnpolicy.ReadError, match=r"c\.docx"):
        langchain.PlanLoader(tmp_path).load()


# --------------------------------------------------------------------------- LlamaIndex


@pytest.fixture
def llama_index() -> ModuleType:
    return integration("llama_index", "llama_index.core")


@each_text
def test_llama_index_nodes_are_the_text(text: str, llama_index: ModuleType) -> None:
    """Joined they are the text, each at its place, each linked with the next."""
    from llama_index.core.schema import Document, MetadataMode, NodeRelationship

    parser = llama_index.PlanNodeParser(max_size=300)
    document = Document(text=text, metadata={"source": "plan.txt"})
    nodes = parser.get_nodes_from_documents([document])
    assert "".join(node.text for node in nodes) == text
    for node in nodes:
        assert text[node.start_char_idx : node.end_char_idx] == node.text
        assert node.ref_doc_id == document.id_
        assert node.metadata["source"] == "plan.txt"
        assert plain(node.metadata)
        embedded = node.get_content(metadata_mode=MetadataMode.EMBED)
        assert node.metadata["context"] in embedded
        assert node.metadata["id"] not in embedded
    for one, after in pairwise(nodes):
        assert one.relationships[NodeRelationship.NEXT].node_id == after.node_id


def test_llama_index_runs_in_a_pipeline(llama_index: ModuleType) -> None:
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.schema import Document

    parser = llama_index.PlanNodeParser(by="measure", max_size=400)
    stored = parser.to_dict()
    assert (stored["by"], stored["max_size"]) == ("measure", 400)
    nodes = IngestionPipeline(transformations=[parser]).run(
        documents=[Document(text=PLAN)]
    )
    assert "市司法局" in {node.metadata["bodies"] for node in nodes}
    with pytest.raises(ValueError, match="max_size"):
        llama_index.PlanNodeParser(max_size=0)


# ----------------------------------------------------------------------------- Haystack


@pytest.fixture
def haystack(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module; nothing is told to the makers of Haystack."""
    monkeypatch.setenv("HAYSTACK_TELEMETRY_ENABLED", "False")
    return integration("haystack", "haystack")


@each_text
def test_haystack_pieces_are_the_text(text: str, haystack: ModuleType) -> None:
    from haystack import Document

    document = Document(content=text, meta={"source": "plan.txt"})
    splitter = haystack.PlanDocumentSplitter(max_size=300)
    pieces = splitter.run(documents=[document])["documents"]
    spans = [(one.meta["start"], one.meta["end"]) for one in pieces]
    assert "".join(text[start:end] for start, end in spans) == text
    for number, one in enumerate(pieces):
        assert one.meta["source_id"] == document.id
        assert one.meta["split_id"] == number
        assert one.meta["source"] == "plan.txt"
        assert plain(one.meta)


def test_haystack_stores_and_runs_in_a_pipeline(haystack: ModuleType) -> None:
    """A pipeline written down and read again."""
    from haystack import Document, Pipeline

    pipeline = Pipeline()
    splitter = haystack.PlanDocumentSplitter(by="measure", overlap=10)
    pipeline.add_component("split", splitter)
    # Haystack loads components of others only where they are trusted.
    trusted = ["cnpolicy.integrations.haystack"]
    again = Pipeline.from_dict(pipeline.to_dict(), allowed_modules=trusted)
    assert again.get_component("split").cut == splitter.cut
    made = again.run({"split": {"documents": [Document(content=PLAN)]}})
    assert "市司法局" in {one.meta["bodies"] for one in made["split"]["documents"]}
    with pytest.raises(ValueError, match="no text"):
        splitter.run(documents=[Document(content=None)])


# ------------------------------------------------------------------------------- pandas


@pytest.fixture
def pandas() -> ModuleType:
    integration("pandas", "pandas")
    return sys.modules["pandas"]


def test_pandas_has_a_table_of_each_subject(pandas: ModuleType) -> None:
    """The columns are those of the records, the index says of which text a row is."""
    texts = pandas.Series({"甲": PLAN, "乙": None, "丙": OTHER}, name="plan")
    texts.index.name = "file"
    for name in (
        *("tasks", "targets", "deadlines", "responsibilities", "citations"),
        *("outline", "check", "chunks"),
    ):
        frame = getattr(texts.cnpolicy, name)()
        plan = cnpolicy.parse(PLAN)
        found = getattr(cnpolicy, name)(plan)
        records = cnpolicy.to_records(found, document=plan, number=float)
        assert frame.loc[["甲"]].to_dict("records") == records, name
        assert set(frame.index) == {"甲", "丙"}
        assert frame.index.name == "file"
        empty = getattr(pandas.Series([""]).cnpolicy, name)()
        assert list(empty.columns) == list(frame.columns)
        assert len(empty) == 0 or name == "chunks"


def test_pandas_joins_and_groups(pandas: ModuleType) -> None:
    """As an analyst asks: tasks of each body over a folder of plans."""
    frame = pandas.DataFrame({"year": [2024, 2025], "text": [PLAN, OTHER]})
    tasks = frame.text.cnpolicy.tasks().join(frame.year)
    counted = tasks[tasks.responsible != ""].groupby("responsible").year.max()
    assert counted.to_dict() == {"市司法局": 2024, "市财政局": 2025}


def test_pandas_takes_texts_only(pandas: ModuleType) -> None:
    with pytest.raises(AttributeError, match="texts"):
        _ = pandas.Series([1, 2]).cnpolicy
