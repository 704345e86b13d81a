"""What `sam local` is to run, and how it is called.

Functions and routes come from template.yaml, endpoints and table from what the local stack printed, everything else
that the template asks for from parameters.json. The table's name goes in by the environment: to `sam local`, a
reference to a table is the table's name in the template.
"""

import contextlib
import json
import pathlib
import socket
import subprocess
import sys
import time

import yaml

FUNCTION = "AWS::Serverless::Function"
HOST = "127.0.0.1"
HERE = pathlib.Path(__file__).parent
BUILT_TEMPLATE = ".aws-sam/build/template.yaml"
ENVIRONMENT = pathlib.Path(".aws-sam/local-environment.json")


class Template(yaml.SafeLoader):
    """Reads CloudFormation's short forms as what stands behind them; nothing here needs their meaning."""


def _short_form(loader, _suffix, node):
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


Template.add_multi_constructor("!", _short_form)


def functions():
    """The template's functions by the name of their folder, each with its logical id and its properties."""
    resources = yaml.load(pathlib.Path("template.yaml").read_text(), Template)["Resources"]
    return {
        pathlib.PurePath(resource["Properties"]["CodeUri"]).name: (logical_id, resource["Properties"])
        for logical_id, resource in resources.items()
        if resource["Type"] == FUNCTION
    }


def routes():
    """(method, path, function, whether it asks for a token) of every route of the API."""
    return [
        (event["Properties"]["Method"], event["Properties"]["Path"], name,
         event["Properties"].get("Auth", {}).get("Authorizer") != "NONE")
        for name, (_, properties) in functions().items()
        for event in properties.get("Events", {}).values()
        if event["Type"] == "HttpApi"
    ]


def _printed_by(stack_log):
    lines = (line.partition(": ") for line in pathlib.Path(stack_log).read_text().splitlines())
    return {name: value.strip() for name, separator, value in lines if separator}


def command(*words):
    """`sam local …` with the options that every call shares, from this script's own arguments."""
    architecture, image, stack_log = sys.argv[1:4]
    stack = _printed_by(stack_log)
    ENVIRONMENT.write_text(json.dumps({"Parameters": {"TABLE_NAME": stack["table"]}}))
    parameters = json.loads((HERE / "parameters.json").read_text()) | {
        "Architecture": architecture,
        "DynamodbEndpoint": stack["DynamoDB"],
        "SesEndpoint": stack["SES"],
    }
    return [
        str(pathlib.Path(sys.executable).parent / "sam"), "local", *words,
        "--template-file", BUILT_TEMPLATE,
        "--env-vars", str(ENVIRONMENT),
        "--invoke-image", f"{image}:{architecture}",
        "--skip-pull-image",
        "--parameter-overrides", *(f"{name}={value}" for name, value in parameters.items()),
    ]


def _free_port():
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return listener.getsockname()[1]


def _wait_for(port, what, server):
    for _ in range(120):
        if server.poll() is not None:
            sys.exit(f"sam local {what} ended; see .aws-sam/{what}.log")
        with socket.socket() as client:
            if client.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.5)
    sys.exit(f"sam local {what} doesn't listen; see .aws-sam/{what}.log")


@contextlib.contextmanager
def serving(what):
    """The port of `sam local start-…`, as long as it is needed; a function's container is kept between calls."""
    port = _free_port()
    with open(f".aws-sam/{what}.log", "w", encoding="utf-8") as log:
        server = subprocess.Popen(
            command(what, "--host", HOST, "--port", str(port), "--warm-containers", "LAZY"), stdout=log, stderr=log)
    try:
        _wait_for(port, what, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=60)
