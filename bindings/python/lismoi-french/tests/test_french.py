"""The spoken form of French texts, and where in the text each word stands."""

import pickle
import threading
import unittest

import lismoi_french


class Normalize(unittest.TestCase):
    def test_a_text_is_said_in_words(self):
        for text, spoken in [
            ("Il est 14h30.", "Il est quatorze heures trente."),
            ("Né le 12/03/1950.", "Né le douze mars mille neuf cent cinquante."),
            ("L'ONU a 193 membres.", "L'onu a cent quatre-vingt-treize membres."),
            ("Oui.\n\nNon.", "Oui. Non."),
            ("", ""),
        ]:
            self.assertEqual(lismoi_french.normalize(text), spoken)

    def test_the_dialect_chooses_the_numbers(self):
        for dialect, spoken in [
            ("fr", "quatre-vingt-dix"),
            ("be", "nonante"),
            ("ch", "nonante"),
        ]:
            said = lismoi_french.normalize("Ils sont 90.", dialect=dialect)
            self.assertEqual(said, f"Ils sont {spoken}.")

    def test_a_lexicon_spells_its_words(self):
        said = lismoi_french.normalize("Siobhan dort.", lexicon="Siobhan\tchivonne\n")
        self.assertEqual(said, "chivonne dort.")

    def test_what_does_not_exist_is_an_error_that_names_it(self):
        with self.assertRaisesRegex(ValueError, "^there is no dialect 'us'$"):
            lismoi_french.normalize("Oui.", dialect="us")
        with self.assertRaisesRegex(ValueError, "^could not use the lexicon: line 2: "):
            lismoi_french.normalize("Oui.", lexicon="a\tb\nc\n")
        with self.assertRaises(UnicodeEncodeError):
            lismoi_french.normalize("\ud800")
        with self.assertRaises(TypeError):
            lismoi_french.normalize(b"Oui.")


TEXT = "À 14h30 😀, M. Dupont [1] dort.\nIl rêve.\r\n\r\n* * *\n\n« Ça va ? » dit-elle. 3 × 4 = 12 !"


class Sentences(unittest.TestCase):
    def test_places_count_characters(self):
        found = lismoi_french.sentences(TEXT)
        self.assertGreater(len(found), 3)
        for sentence in found:
            self.assertEqual(TEXT[sentence.start : sentence.end], sentence.text)
            for word in sentence.words + sentence.silent:
                self.assertEqual(TEXT[word.start : word.end], word.printed)
                self.assertLessEqual(sentence.start, word.start)
                self.assertLessEqual(word.end, sentence.end)

    def test_no_character_is_lost(self):
        rest = list(TEXT)
        for sentence in lismoi_french.sentences(TEXT):
            rest[sentence.start : sentence.end] = " " * (sentence.end - sentence.start)
        self.assertEqual("".join(rest).strip(), "")

    def test_a_word_says_its_rule_and_what_is_silent_is_named(self):
        first = lismoi_french.sentences(TEXT)[0]
        rules = {word.printed: (word.spoken, word.rule) for word in first.words}
        self.assertEqual(rules["14h30"], ("quatorze heures trente", "time"))
        self.assertEqual(rules["dort"], ("dort", None))
        self.assertEqual([word.printed for word in first.silent], ["[1]"])
        self.assertEqual([word.spoken for word in first.silent], [""])

    def test_a_blank_line_ends_a_sentence_and_a_line_end_does_not(self):
        texts = [sentence.text for sentence in lismoi_french.sentences("Un\nmot\n \ndeux")]
        self.assertEqual(texts, ["Un\nmot", "deux"])

    def test_signs_alone_are_a_sentence_without_words(self):
        [signs] = [found for found in lismoi_french.sentences(TEXT) if found.text == "* * *"]
        self.assertEqual((signs.spoken, signs.words), ("", []))

    def test_a_long_sentence_is_one(self):
        text = "Il y avait " + ", ".join(["un chat noir et un chien blanc"] * 40) + "."
        [sentence] = lismoi_french.sentences(text)
        self.assertEqual(sentence.text, text)
        self.assertEqual(lismoi_french.normalize(text), sentence.spoken)

    def test_sentences_travel_to_other_processes(self):
        found = lismoi_french.sentences(TEXT)
        self.assertEqual(pickle.loads(pickle.dumps(found)), found)

    def test_threads_find_the_same(self):
        expected = lismoi_french.sentences(TEXT)
        found = []

        def find():
            found.append(lismoi_french.sentences(TEXT))

        threads = [threading.Thread(target=find) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [expected] * 8)


if __name__ == "__main__":
    unittest.main()
