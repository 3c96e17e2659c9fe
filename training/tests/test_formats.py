"""What the sidecar relies on: framing of ids, the binary table, the held-out rule. Run: python -m unittest discover tests"""

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from distillery import corpus, export, static_table, tokens


class Formats(unittest.TestCase):
    def test_short_texts_are_framed_whole(self):
        self.assertEqual(tokens.framed([7, 8]), [tokens.CLS, 7, 8, tokens.SEP])
        self.assertEqual(len(tokens.framed(list(range(126)))), tokens.MAX_TOKENS)

    def test_long_texts_keep_head_and_tail(self):
        ids = tokens.framed(list(range(1_000, 1_200)))
        self.assertEqual(len(ids), tokens.MAX_TOKENS)
        self.assertEqual(ids[1:65], list(range(1_000, 1_064)))
        self.assertEqual(ids[65:127], list(range(1_138, 1_200)))

    def test_what_is_served_of_a_long_text_is_its_head_and_tail(self):
        pieces = list(range(1_000, 1_120))
        taught, short = tokens.Ragged.of([tokens.framed(pieces), tokens.framed(pieces[:20])]).served(), tokens.framed(pieces[:20])
        self.assertEqual(taught[0].tolist(), tokens.framed(pieces, tokens.SERVED_HEAD, tokens.SERVED_TAIL))
        self.assertEqual(taught[1].tolist(), short)

    def test_ragged_lists_survive_padding_and_joining(self):
        parts = tokens.Ragged.joined([tokens.Ragged.of([[1, 2], [3]]), tokens.Ragged.of([[4, 5, 6]])])
        self.assertEqual(parts.padded(np.array([1, 2])).tolist(), [[3, 0, 0], [4, 5, 6]])

    def test_static_table_survives_its_file(self):
        table = np.random.RandomState(0).randn(50, static_table.WIDTH).astype(np.float32)
        table[3] = 0
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "static.bin"
            export.write_static(table, path)
            self.assertEqual(path.stat().st_size, 16 + 50 * (4 + static_table.WIDTH))
            self.assertLess(np.abs(export.dequantised(path) - table).max(), np.abs(table).max() / 200)

    def test_an_export_needs_new_names(self):
        table = np.random.RandomState(0).randn(50, static_table.WIDTH).astype(np.float32)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder)
            export.write_static(table, out / "static.bin")
            described = {"space": "b", "static_space": "a", "files": {"static.bin": export.digest(out / "static.bin")}}
            (out / "encoder.json").write_text(json.dumps(described), "utf-8")
            export.demand_new_names(out, table, "c", "a")
            export.demand_new_names(out, table * -1, "c", "d")
            for space, static_space, other in (("b", "a", table), ("c", "a", table * -1)):
                with self.assertRaises(ValueError):
                    export.demand_new_names(out, other, space, static_space)

    def test_the_held_out_rule_ignores_case_and_marks(self):
        self.assertEqual(corpus.normalise("Hi, there! 5"), "hithere5")
        self.assertEqual(corpus.is_held_out("What is the Sun?"), corpus.is_held_out("what is the sun"))
        share = np.mean([corpus.is_held_out(f"text {number}") for number in range(5_000)])
        self.assertAlmostEqual(share, 1 / corpus.HELD_OUT_ONE_IN, delta=0.02)

    def test_forbidden_texts_are_never_kept(self):
        kept: list[str] = []
        corpus.Collector({"secret"}).keep(["Secret!", "open", "OPEN"], kept)
        self.assertEqual(kept, ["open"])


if __name__ == "__main__":
    unittest.main()
