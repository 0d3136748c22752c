"""The vectors of sentences, and what happens without the model."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from build_scripts.models.problems import UserError
from build_scripts.text import sentence_encoder
from build_scripts.text.sentence_encoder import SentenceEncoder, load_sentence_encoder

ENCODER = load_sentence_encoder()
SENTENCE = "The naïve ferryman of Zenda counted 1,200 passengers."
# The first three of 384 numbers, by the reference implementation (transformers 5.24, PyTorch 2.14).
REFERENCE = (
    ("The", (0.1181, 0.2245, -0.4862)),
    ("naïve", (0.3212, -0.3144, 0.0479)),
    ("ferry", (0.7908, 0.3601, 0.4370)),
    ("man", (-0.3058, 0.1317, -0.4748)),
    ("of", (0.1576, 0.1114, -0.6630)),
    ("Zen", (-0.0078, 0.5896, -1.2005)),
    ("da", (0.1443, 0.1759, -0.7998)),
    ("counted", (0.6497, -0.2017, -0.6183)),
    ("1", (0.1085, -0.0513, -0.2650)),
    (",", (0.6003, -0.1050, -0.6677)),
    ("200", (0.6047, -0.2966, -0.6676)),
    ("passengers", (0.8233, -0.3992, -0.6665)),
    (".", (0.2279, 0.2281, -0.4740)),
)
# The weights as two independent packages of the registry carry them.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def test_the_vectors_are_those_of_the_reference_implementation() -> None:
    (encoded,) = ENCODER.encode_sentences([SENTENCE])
    assert [span.extract(SENTENCE) for span in encoded.spans] == [words for words, _ in REFERENCE]
    assert encoded.vectors.shape == (len(REFERENCE), 384)
    assert np.allclose(encoded.vectors[:, :3], [values for _, values in REFERENCE], atol=2e-4)


@pytest.mark.parametrize(
    "other", ["", "Fog.", "x" * 5000, "\N{PILE OF POO}\x00", "왕이 죽었다.", "word " * 900]
)
def test_another_sentence_changes_no_vector_whatever_it_is(other: str) -> None:
    first, second = ENCODER.encode_sentences([SENTENCE, other])
    (alone,) = ENCODER.encode_sentences([SENTENCE])
    assert np.allclose(first.vectors, alone.vectors, atol=1e-5)
    assert len(second.spans) == len(second.piece_ids) == len(second.vectors)
    assert all(0 <= span.start <= span.end <= len(other) for span in second.spans)


def test_the_weights_are_the_known_ones() -> None:
    spec = sentence_encoder.find_spec(sentence_encoder.PACKAGE)
    assert spec is not None
    assert spec.submodule_search_locations
    file = Path(spec.submodule_search_locations[0]) / sentence_encoder.FOLDER / "model.safetensors"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == WEIGHTS_SHA256


def test_without_the_model_there_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_encoder, "PACKAGE", "a_package_that_nobody_installed")
    with pytest.raises(UserError) as caught:
        load_sentence_encoder()
    (problem,) = caught.value.problems
    assert "not installed" in problem.message
    assert "make site" in (problem.fix or "")


def test_the_model_is_loaded_only_when_it_is_used(tmp_path: Path) -> None:
    assert SentenceEncoder(tmp_path).encode_sentences([]) == ()
