"""Files of sound: the same as those of the program, and errors that say what is wrong."""

import io
import json
import signal
import time
import unittest
import wave

import lismoi
import program

TEXT = "Il est 14h30 à l'ONU. M. Dupont a 90 € !\n\nUn second paragraphe, sans fin"


def seconds(sound):
    with wave.open(io.BytesIO(sound)) as file:
        return file.getnframes() / file.getframerate()


class Formats(unittest.TestCase):
    def test_every_format_starts_as_it_must(self):
        for format, start in [
            ("wav", b"RIFF"),
            ("opus", b"OggS"),
            ("mp3", b"ID3"),
            ("m4b", b"\0\0\0"),
            ("flac", b"fLaC"),
        ]:
            sound = lismoi.speak(TEXT, format=format)
            self.assertIsInstance(sound, bytes)
            self.assertTrue(sound.startswith(start), format)
            self.assertEqual(sound, lismoi.speak(TEXT, format=format), format)
        self.assertEqual(sorted(lismoi.FORMATS), ["flac", "m4b", "mp3", "opus", "wav"])

    def test_opus_is_the_default(self):
        self.assertEqual(lismoi.speak("Oui."), lismoi.speak("Oui.", format="opus"))

    def test_options_are_heard(self):
        usual = lismoi.speak(TEXT, format="wav")
        self.assertLess(seconds(lismoi.speak(TEXT, format="wav", rate=300)), seconds(usual))
        self.assertGreater(seconds(lismoi.speak(TEXT, format="wav", pauses="slow")), seconds(usual))
        for option in [{"pitch": 20}, {"voice": "fr+f2"}, {"voice": "pico"}, {"loudness": -25}]:
            self.assertNotEqual(lismoi.speak(TEXT, format="wav", **option), usual, option)
        small = lismoi.speak(TEXT, format="opus", bitrate=12)
        self.assertLess(len(small), len(lismoi.speak(TEXT, format="opus")))
        belgian = lismoi.speak("Ils sont 90.", format="wav", voice="pico", dialect="be")
        self.assertEqual(belgian, lismoi.speak("Ils sont nonante.", format="wav", voice="pico"))
        spelled = lismoi.speak("Siobhan.", format="wav", lexicon="Siobhan\tchivonne\n")
        self.assertEqual(spelled, lismoi.speak("chivonne.", format="wav"))

    def test_every_voice_is_one_to_speak_with(self):
        self.assertIn("fr+f2", lismoi.voices())
        for voice in lismoi.voices():
            self.assertGreater(len(lismoi.speak("Oui.", voice=voice)), 500, voice)


@program.needed
class AsTheProgram(unittest.TestCase):
    def setUp(self):
        self.program = program.Program(self)

    def test_a_wav_file_is_that_of_say(self):
        for options, words in [
            ({}, []),
            ({"voice": "pico"}, ["--voice", "pico"]),
            ({"voice": "fr-be", "rate": 200}, ["--voice", "fr-be", "--rate", "200"]),
        ]:
            sound = lismoi.speak(TEXT, format="wav", **options)
            self.assertTrue(sound == self.program.say(TEXT, *words), options)

    def test_an_encoded_file_is_that_of_the_server(self):
        with self.program.served() as ask:
            for theirs, ours in [
                ("opus", "opus"),
                ("mp3", "mp3"),
                ("aac", "m4b"),
                ("flac", "flac"),
                ("wav", "wav"),
            ]:
                sound = ask(model="lismoi", input=TEXT, voice="fr", response_format=theirs)
                self.assertTrue(sound == lismoi.speak(TEXT, format=ours), ours)

    def test_sentences_and_rules_are_those_of_show(self):
        def shown(stage):
            lines = self.program.run(["show", stage, "--from", "paragraphs", "--json"], TEXT)
            return [json.loads(line) for line in lines.splitlines()]

        found = lismoi.sentences(TEXT)
        texts = [line["text"] for line in shown("sentences")]
        self.assertEqual([" ".join(sentence.text.split()) for sentence in found], texts)
        rules = [[(word.printed, word.rule) for word in sentence.words] for sentence in found]
        expected = [
            [(word["printed"], word["rule"]) for word in line["words"]] for line in shown("spoken")
        ]
        self.assertEqual(rules, expected)


class Errors(unittest.TestCase):
    def test_what_does_not_exist_is_an_error_that_names_it(self):
        for options, message in [
            ({"voice": "de"}, "there is no voice 'de'"),
            ({"voice": "fr+zz"}, "voice 'fr' has no variant 'zz'"),
            ({"voice": "../x.onnx"}, "there is no voice '../x.onnx'"),
            ({"rate": 7}, "'rate' must be from 80 to 450, not 7"),
            ({"pitch": 100}, "'pitch' must be from 0 to 99, not 100"),
            ({"dialect": "us"}, "there is no dialect 'us'"),
            (
                {"format": "ogg"},
                "'format' must be 'wav', 'opus', 'mp3', 'm4b' or 'flac', not 'ogg'",
            ),
            (
                {"lexicon": "a"},
                "could not use the lexicon: line 1: there is no tab between the word and how it "
                "is said",
            ),
        ]:
            with self.assertRaises(ValueError) as caught:
                lismoi.speak(TEXT, **options)
            self.assertEqual(str(caught.exception), message)

    def test_a_bit_rate_must_be_one_of_the_format(self):
        with self.assertRaisesRegex(ValueError, "^mp3 has no bit rate of 32 kb/s at 22050 Hz: "):
            lismoi.speak(TEXT, format="mp3", bitrate=32)

    def test_without_a_word_there_is_nothing_to_say(self):
        for text in ["", " \n", "* * *"]:
            with self.assertRaisesRegex(ValueError, "^there is nothing to say$"):
                lismoi.speak(text)

    def test_a_voice_that_does_not_start_is_named(self):
        own = lismoi.executable
        self.addCleanup(setattr, lismoi, "executable", own)
        for executable in ["/does/not/exist", "/bin/false"]:
            lismoi.executable = executable
            with self.assertRaises(lismoi.SpeechError):
                lismoi.speak("Oui.")
        lismoi.executable = own
        self.assertTrue(lismoi.speak("Oui."))

    def test_a_signal_ends_a_long_text(self):
        class Ended(Exception):
            pass

        def end(number, frame):
            raise Ended

        previous = signal.signal(signal.SIGALRM, end)
        self.addCleanup(signal.signal, signal.SIGALRM, previous)
        start = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        with self.assertRaises(Ended):
            lismoi.speak("Une phrase assez longue pour durer. " * 20_000, format="wav")
        self.assertLess(time.monotonic() - start, 30)
        self.assertTrue(lismoi.speak("Oui."))


if __name__ == "__main__":
    unittest.main()
