"""Checks raw answers, before botocore drops what it does not know, against an output shape."""

import re
from typing import Any
from xml.etree import ElementTree

from always_present import ALWAYS_PRESENT
from report import Report

ISO = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
INTEGER = re.compile(r"^-?\d+$")


class ShapeCheck:
    """One answer. `where` in messages is the operation and the path of members, list positions left out."""

    def __init__(self, report: Report, service: str) -> None:
        self.report = report
        self.service = service

    def json(self, shape: Any, value: Any, where: str) -> None:
        self.report.count("members")
        kind = shape.type_name
        if kind == "structure":
            if self._typed(value, dict, where):
                self._json_members(shape, value, where)
        elif kind == "list":
            if self._typed(value, list, where):
                for item in value:
                    self.json(shape.member, item, where + "[]")
        elif kind == "map":
            if self._typed(value, dict, where):
                for item in value.values():
                    self.json(shape.value, item, where + "{}")
        elif kind == "string":
            if self._typed(value, str, where):
                self._string(shape, value, where)
        elif kind in ("integer", "long"):
            self.report.expect(isinstance(value, int) and not isinstance(value, bool), f"{where}: {value!r} is no {kind}")
        elif kind in ("double", "float", "timestamp"):
            numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
            self.report.expect(numeric, f"{where}: {value!r} is no {kind}")
            if numeric and kind == "timestamp":
                self._plausible(value, where)
        elif kind == "boolean":
            self._typed(value, bool, where)
        else:
            self.report.fail(f"{where}: type {kind} is not checked")

    def _json_members(self, shape: Any, value: dict, where: str) -> None:
        names = {member.serialization.get("name", name): (name, member) for name, member in shape.members.items()}
        for wire_name, item in value.items():
            if wire_name not in names:
                self.report.fail(f"{where}.{wire_name}: unknown member of {shape.name}")
                continue
            name, member = names[wire_name]
            self.report.expect(item is not None, f"{where}.{name}: null")
            if item is not None:
                self.json(member, item, f"{where}.{name}")
        self._present(shape, {names[wire][0] for wire in value if wire in names}, where)

    def xml(self, shape: Any, node: ElementTree.Element, where: str) -> None:
        self.report.count("members")
        kind = shape.type_name
        text = node.text or ""
        if kind == "structure":
            self._xml_members(shape, node, where)
        elif kind == "list":
            item_name = shape.member.serialization.get("name", "member")
            for child in node:
                self.report.expect(local(child) == item_name, f"{where}: list item <{local(child)}>, not <{item_name}>")
                self.xml(shape.member, child, where + "[]")
        elif kind == "string":
            self._string(shape, text, where)
        elif kind in ("integer", "long"):
            self.report.expect(bool(INTEGER.match(text)), f"{where}: {text!r} is no {kind}")
        elif kind in ("double", "float"):
            self.report.expect(is_number(text), f"{where}: {text!r} is no {kind}")
        elif kind == "timestamp":
            self.report.expect(bool(ISO.match(text)), f"{where}: {text!r} is no ISO 8601 time")
        elif kind == "boolean":
            self.report.expect(text in ("true", "false"), f"{where}: {text!r} is no boolean")
        else:
            self.report.fail(f"{where}: type {kind} is not checked")

    def _xml_members(self, shape: Any, node: ElementTree.Element, where: str) -> None:
        names = {member.serialization.get("name", name): (name, member) for name, member in shape.members.items()}
        seen: set[str] = set()
        for child in node:
            if local(child) not in names:
                self.report.fail(f"{where}.{local(child)}: unknown element of {shape.name}")
                continue
            name, member = names[local(child)]
            self.report.expect(name not in seen, f"{where}.{name}: element given twice")
            seen.add(name)
            self.xml(member, child, f"{where}.{name}")
        self._present(shape, seen, where)

    def _present(self, shape: Any, seen: set[str], where: str) -> None:
        always = ALWAYS_PRESENT.get(self.service, {}).get(shape.name, ())
        for name in {*shape.required_members, *always}:
            self.report.expect(name in seen, f"{where}.{name}: absent, always present in {shape.name}")

    def _string(self, shape: Any, value: str, where: str) -> None:
        enum = getattr(shape, "enum", None)
        if enum:
            self.report.expect(value in enum, f"{where}: {value!r} is not in the enum of {shape.name}")
        most = shape.metadata.get("max")
        least = shape.metadata.get("min")
        if most is not None:
            self.report.expect(len(value) <= most, f"{where}: {value!r} is longer than {most}")
        if least is not None:
            self.report.expect(len(value) >= least, f"{where}: {value!r} is shorter than {least}")

    def _typed(self, value: Any, expected: type, where: str) -> bool:
        holds = isinstance(value, expected)
        self.report.expect(holds, f"{where}: {str(value)[:60]!r} is no {expected.__name__}")
        return holds

    def _plausible(self, seconds: float, where: str) -> None:
        # Milliseconds sent as seconds would lie tens of thousands of years ahead.
        self.report.expect(946_684_800 < seconds < 4_102_444_800, f"{where}: {seconds} s is no time of this century")


def local(node: ElementTree.Element) -> str:
    return node.tag.rsplit("}", 1)[-1]


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def check_answer(report: Report, service: str, operation: Any, body: bytes, as_query: bool = False) -> None:
    """Checks the raw body of a successful answer in the protocol of the service (or as query XML)."""
    report.count("answers")
    shape = operation.output_shape
    if shape is None:
        report.expect(body in (b"", b"{}"), f"{operation.name}: the model has no answer")
        return
    check = ShapeCheck(report, service)
    protocol = "query" if as_query else operation.service_model.metadata.get("protocol")
    if protocol in ("query", "ec2"):
        root = ElementTree.fromstring(body)
        report.expect(local(root) == f"{operation.name}Response", f"{operation.name}: root element <{local(root)}>")
        check.xml(shape, result_node(report, operation, root, protocol), operation.name)
    else:
        import json

        check.json(shape, json.loads(body), operation.name)


def result_node(report: Report, operation: Any, root: ElementTree.Element, protocol: str) -> ElementTree.Element:
    if protocol == "ec2":
        request_id = [child for child in root if local(child) == "requestId"]
        report.expect(len(request_id) == 1, f"{operation.name}: requestId given {len(request_id)} times")
        for child in request_id:
            root.remove(child)
        return root
    wrapper = operation.output_shape.serialization.get("resultWrapper", f"{operation.name}Result")
    parts = {local(child): child for child in root}
    report.expect(set(parts) == {wrapper, "ResponseMetadata"}, f"{operation.name}: root holds {sorted(parts)}")
    return parts.get(wrapper, root)
