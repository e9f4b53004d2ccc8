"""The event queue: what SQS hands out, that it stays hidden until it is deleted, and the errors of the model."""

import json

from client import Endpoint
from errors import provoke
from operations import Inventory

ALWAYS_PRESENT: dict[str, dict[str, tuple[str, ...]]] = {
    "sqs": {
        "GetQueueUrlResult": ("QueueUrl",),
        "GetQueueAttributesResult": ("Attributes",),
        "Message": ("MessageId", "ReceiptHandle", "MD5OfBody", "Body"),
        "DeleteMessageBatchResult": ("Successful", "Failed"),
    },
}
ENVELOPE = {"version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail"}


def check(endpoint: Endpoint, inventory: Inventory) -> None:
    name = endpoint.call("sqs", "GetQueueUrl", QueueName="danji-events")["QueueUrl"]
    url = f"{endpoint.url}/{'/'.join(name.split('/')[-2:])}"
    attributes = endpoint.call("sqs", "GetQueueAttributes", QueueUrl=url, AttributeNames=["All"])["Attributes"]
    known = endpoint.model("sqs", "GetQueueAttributes").input_shape.members["AttributeNames"].member.enum
    endpoint.report.expect(set(attributes) <= set(known), f"queue attributes: {sorted(set(attributes) - set(known))}")
    check_messages(endpoint, url)
    provoke(endpoint, cases(url))


def check_messages(endpoint: Endpoint, url: str) -> None:
    message = first_message(endpoint, url)
    endpoint.report.expect(message is not None, "ReceiveMessage: no event within two minutes")
    if message is None:
        return
    body = json.loads(message["Body"])
    endpoint.report.expect(set(body) == ENVELOPE, f"an event has the members {sorted(body)}")
    handle = message["ReceiptHandle"]
    again = endpoint.call("sqs", "ReceiveMessage", QueueUrl=url, MaxNumberOfMessages=10)
    hidden = message["MessageId"] not in [one["MessageId"] for one in again.get("Messages", [])]
    endpoint.report.expect(hidden, "ReceiveMessage: a message that is in flight comes again")
    endpoint.call("sqs", "ChangeMessageVisibility", QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=60)
    entries = [{"Id": "good", "ReceiptHandle": handle}, {"Id": "bad", "ReceiptHandle": "none"}]
    answer = endpoint.call("sqs", "DeleteMessageBatch", QueueUrl=url, Entries=entries)
    endpoint.report.expect([one["Id"] for one in answer["Successful"]] == ["good"], "DeleteMessageBatch: not deleted")
    codes = [one["Code"] for one in answer["Failed"]]
    endpoint.report.expect(codes == ["ReceiptHandleIsInvalid"], f"DeleteMessageBatch: a bad handle answers {codes}")


def first_message(endpoint: Endpoint, url: str) -> dict | None:
    for _ in range(6):
        names = ["SentTimestamp", "ApproximateReceiveCount"]
        answer = endpoint.call(
            "sqs",
            "ReceiveMessage",
            QueueUrl=url,
            MaxNumberOfMessages=1,
            WaitTimeSeconds=20,
            MessageSystemAttributeNames=names,
        )
        if answer.get("Messages"):
            message = answer["Messages"][0]
            endpoint.report.expect(set(message["Attributes"]) == set(names), "ReceiveMessage: attributes asked for")
            return message
    return None


def cases(url: str) -> list[tuple[str, str, str, dict]]:
    entry = {"Id": "a", "ReceiptHandle": "none"}
    other = url.rsplit("/", 1)[0] + "/other"
    gone = "AWS.SimpleQueueService.NonExistentQueue"
    batch = "AWS.SimpleQueueService"
    return [
        ("sqs", "GetQueueUrl", gone, {"QueueName": "other"}),
        ("sqs", "ReceiveMessage", gone, {"QueueUrl": other}),
        ("sqs", "DeleteMessageBatch", f"{batch}.EmptyBatchRequest", {"QueueUrl": url, "Entries": []}),
        ("sqs", "DeleteMessageBatch", f"{batch}.BatchEntryIdsNotDistinct", {"QueueUrl": url, "Entries": [entry, entry]}),
        ("sqs", "GetQueueAttributes", "InvalidAttributeName", {"QueueUrl": url, "AttributeNames": ["Colour"]}),
        ("sqs", "ChangeMessageVisibility", "ReceiptHandleIsInvalid", {"QueueUrl": url, "ReceiptHandle": "x", "VisibilityTimeout": 1}),
    ]
