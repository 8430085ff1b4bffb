"""Has OpenAI's own client speak: python3 openai_speech.py BASE_ADDRESS TOKEN"""

import sys

from openai import AuthenticationError, BadRequestError, OpenAI

base, token = sys.argv[1:]
client = OpenAI(base_url=base, api_key=token, max_retries=0)
assert "tts-1" in [model.id for model in client.models.list()]
lengths = {}
for speed in (1.0, 2.0):
    for name, start in {"mp3": b"ID3", "wav": b"RIFF", "flac": b"fLaC", "opus": b"OggS"}.items():
        speech = client.audio.speech.create(
            model="tts-1",
            voice="alloy",
            input="Il est 14 h 30, et le train part.",
            response_format=name,
            speed=speed,
        )
        sound = speech.read()
        assert sound.startswith(start), name
        lengths[name, speed] = len(sound)
assert lengths["wav", 2.0] < 0.8 * lengths["wav", 1.0], lengths
with client.audio.speech.with_streaming_response.create(
    model="tts-1", voice="fr+f2", input="Oui.", response_format="pcm"
) as streamed:
    assert sum(map(len, streamed.iter_bytes())) > 10_000
try:
    client.audio.speech.create(model="tts-1", voice="nobody", input="Oui.")
    raise SystemExit("a voice that does not exist was found")
except BadRequestError as error:
    assert "nobody" in str(error)
try:
    OpenAI(base_url=base, api_key="faux", max_retries=0).models.list()
    raise SystemExit("a wrong token was accepted")
except AuthenticationError:
    pass
