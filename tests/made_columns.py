"""Messages as columns, and back, for tests that hold the column-wise code to the message-wise."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import isnan
from typing import Any

import numpy as np

from skywitness.decode.bulk.decoder import BulkDecoder
from skywitness.feeds.column_parser import ColumnParser
from skywitness.measure.clock import ms_from_utc, utc_from_ms
from skywitness.model import Message, Reject, StateVector
from skywitness.model.message_columns import NO_RECEIVER, NO_TIME_MS, MessageColumns
from skywitness.model.state_columns import StateColumns

_WHOLE = ("baro_altitude_ft", "geo_altitude_ft", "vertical_rate_fpm", "nic", "nac_p", "sil", "adsb_version")


def columns_of(messages: Sequence[Message]) -> MessageColumns:
    """The same messages as columns."""
    names = sorted({message.receiver for message in messages if message.receiver})
    frames = b"".join(message.frame.ljust(14, b"\0") for message in messages)
    times = [NO_TIME_MS if m.observed_at is None else ms_from_utc(m.observed_at) for m in messages]
    receivers = [names.index(m.receiver) if m.receiver else NO_RECEIVER for m in messages]
    return MessageColumns(
        time_ms=np.array(times, np.int64),
        frames=np.frombuffer(frames, np.uint8).reshape(-1, 14),
        lengths=np.array([len(message.frame) for message in messages], np.uint8),
        source_row=np.array([message.source_row for message in messages], np.int64),
        receiver=np.array(receivers, np.int32),
        receivers=names,
        mlat=np.array([message.mlat for message in messages], np.bool_),
    )


def messages_of(columns: MessageColumns) -> list[Message]:
    """The same messages one by one, without their signal, which columns do not have."""
    messages = []
    for index in range(len(columns)):
        time_ms, receiver = int(columns.time_ms[index]), int(columns.receiver[index])
        messages.append(
            Message(
                None if time_ms == NO_TIME_MS else utc_from_ms(time_ms),
                columns.frames[index, : columns.lengths[index]].tobytes(),
                int(columns.source_row[index]),
                None if receiver == NO_RECEIVER else columns.receivers[receiver],
                mlat=bool(columns.mlat[index]),
            )
        )
    return messages


def decode_in_bulk(
    messages: Sequence[Message], cuts: Iterable[int] = (), reference: tuple[float, float] | None = None
) -> tuple[list[StateVector], BulkDecoder]:
    """State vectors of messages handed over in blocks cut at these places, and the decoder."""
    decoder = BulkDecoder(reference)
    edges = [0, *sorted(min(cut, len(messages)) for cut in cuts), len(messages)]
    tables = [decoder.push(columns_of(messages[start:end])) for start, end in pairwise(edges)]
    return [StateVector(*row) for table in (*tables, decoder.finish()) for row in table.iter_rows()], decoder


def parsed(parser: ColumnParser, pieces: Iterable[bytes]) -> tuple[list[Message], list[Reject]]:
    """All that a column parser gives for the pieces of a source, message by message."""
    given = [*(parser.push(piece) for piece in pieces), parser.finish()]
    messages = [message for columns in given for message in messages_of(columns.messages)]
    return messages, [reject for columns in given for reject in columns.rejects]


def states_of(columns: StateColumns) -> list[StateVector]:
    """The same state vectors one by one."""
    states = []
    for index in range(len(columns)):
        values: dict[str, Any] = {name: column[index].item() for name, column in columns.numbers.items()}
        values = {name: None if isnan(value) else value for name, value in values.items()}
        whole = {name: int(values[name]) for name in _WHOLE if values[name] is not None}
        values |= whole | {"on_ground": None if values["on_ground"] is None else bool(values["on_ground"])}
        values |= {name: words[int(at[index])] for name, (words, at) in columns.words.items()}
        states.append(StateVector(columns.icao24, utc_from_ms(int(columns.time_ms[index])), **values))
    return states
