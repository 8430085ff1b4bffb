"""Has the Wyoming protocol's own client speak, as Home Assistant does: python3 wyoming_speech.py HOST:PORT"""

import asyncio
import json
import sys

from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncClient
from wyoming.error import Error
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong
from wyoming.tts import (
    Synthesize,
    SynthesizeChunk,
    SynthesizeStart,
    SynthesizeStop,
    SynthesizeStopped,
    SynthesizeVoice,
)

URI = f"tcp://{sys.argv[1]}"
TEXT = "Il est 14 h 30. M. Dupont arrive ! Et le train part."


def client():
    return AsyncClient.from_uri(URI, connect_timeout=10, read_timeout=60)


async def heard(connection, until):
    """The samples, the rates and the number of starts until an event."""
    samples, rates, starts, time = 0, set(), 0, 0
    while not until.is_type((event := await connection.read_event()).type):
        if Error.is_type(event.type):
            raise SystemExit(Error.from_event(event).text)
        if AudioStart.is_type(event.type):
            starts, time = starts + 1, 0
        elif AudioChunk.is_type(event.type):
            chunk = AudioChunk.from_event(event)
            assert (chunk.width, chunk.channels) == (2, 1)
            assert abs(chunk.timestamp - time) < 5, (chunk.timestamp, time)
            samples, time = samples + chunk.samples, time + 1000 * chunk.samples / chunk.rate
            rates.add(chunk.rate)
    return samples, rates, starts


async def spoken(text, voice=None):
    async with client() as connection:
        await connection.write_event(Synthesize(text, voice=voice).event())
        samples, rates, starts = await heard(connection, AudioStop)
        assert starts == 1 and len(rates) == 1
        return samples / rates.pop()


async def streamed():
    """As Home Assistant does: chunks, then the whole text once more, then the end."""
    async with client() as connection:
        await connection.write_event(SynthesizeStart(voice=SynthesizeVoice(name="fr")).event())
        for start in range(0, len(TEXT), 7):
            await connection.write_event(SynthesizeChunk(TEXT[start:start + 7]).event())
        await connection.write_event(Synthesize(TEXT).event())
        await connection.write_event(SynthesizeStop().event())
        samples, rates, starts = await heard(connection, SynthesizeStopped)
        return starts, samples / rates.pop()


async def refused(event):
    async with client() as connection:
        await connection.write_event(event)
        answer = Error.from_event(await connection.read_event())
        assert await connection.read_event() is None, "the connection goes on"
        return answer.text


async def main():
    async with client() as connection:
        await connection.write_event(Ping(text="oui").event())
        assert Pong.from_event(await connection.read_event()).text == "oui"
        await connection.write_event(Describe().event())
        info = Info.from_event(await connection.read_event())
    (program,) = info.tts
    assert program.installed and program.supports_synthesize_streaming
    starts, seconds = await streamed()
    print(json.dumps({
        "voices": {voice.name: voice.languages for voice in program.voices if voice.installed},
        "spoken": await spoken(TEXT),
        "swiss": await spoken("Septante.", SynthesizeVoice(language="fr-CH")),
        "pico": await spoken("Oui.", SynthesizeVoice(name="pico")),
        "streamed": {"starts": starts, "seconds": seconds},
        "refused": [await refused(event) for event in [
            Synthesize("Oui.", voice=SynthesizeVoice(name="../personne")).event(),
            Synthesize("Yes.", voice=SynthesizeVoice(language="en")).event(),
            Synthesize("...").event(),
            Synthesize("a" * 300_000).event(),
            Synthesize("<speak>Oui.</speak>", text_format="ssml").event(),
            SynthesizeChunk("Oui.").event(),
        ]],
    }))


asyncio.run(main())
