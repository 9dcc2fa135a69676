"""PyTorch, and numpy by hand, as peers: reads a call a line, answers each with a line.

A call is {"kind": "call", "id", "name", "params"}; the answer is {"kind": "result", "id", "result"} or
{"kind": "error", "id", "message"}. The calls are those of ContestantCalls in contestant.ts.
"""

import json
import sys
import time

import numpy as np


def read_workload(params):
    """The workload, with its parameters and samples from a file of float64: they follow one another in it."""
    workload = dict(params["workload"])
    numbers = np.fromfile(workload["file"], dtype=np.float64).astype(params["precision"])
    taken = 0

    def take(*shape):
        nonlocal taken
        count = int(np.prod(shape))
        taken += count
        return np.ascontiguousarray(numbers[taken - count : taken].reshape(shape))

    fan_in = workload["inputs"]
    parameters = []
    for layer in workload["layers"]:
        parameters.append((take(layer["units"], fan_in), take(layer["units"])))
        fan_in = layer["units"]
    workload["parameters"] = parameters
    workload["x"] = take(workload["samples"], workload["inputs"])
    workload["t"] = take(workload["samples"], fan_in)
    return workload


def batches_of(workload, x, t):
    size = workload["batchSize"]
    return [(x[start : start + size], t[start : start + size]) for start in range(0, len(x), size)]


class Numpy:
    """The layers written out by hand, a batch at a time."""

    def __init__(self, workload):
        self.workload = workload
        self.batches = batches_of(workload, workload["x"], workload["t"])
        self.steps = 0

    @staticmethod
    def activate(name, z):
        if name == "sigmoid":
            return 1 / (1 + np.exp(-z))
        if name == "tanh":
            return np.tanh(z)
        if name == "relu":
            return np.maximum(z, 0)
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    @staticmethod
    def derivative(name, a):
        """The derivative of an activation by its z, from its value a."""
        if name == "sigmoid":
            return a * (1 - a)
        if name == "tanh":
            return 1 - a * a
        return a > 0

    def forward(self, x):
        activations = [x]
        for layer, (w, b) in zip(self.workload["layers"], self.workload["parameters"]):
            activations.append(self.activate(layer["activation"], activations[-1] @ w.T + b))
        return activations

    def train(self, steps):
        layers, parameters = self.workload["layers"], self.workload["parameters"]
        for _ in range(steps):
            x, t = self.batches[self.steps % len(self.batches)]
            self.steps += 1
            rate = self.workload["learningRate"] / len(x)
            a = self.forward(x)
            delta = a[-1] - t
            if self.workload["loss"] == "mse":
                delta *= 2 / t.shape[1] * self.derivative(layers[-1]["activation"], a[-1])
            for l in reversed(range(len(layers))):
                w, b = parameters[l]
                gradient = delta.T @ a[l]
                bias_gradient = delta.sum(axis=0)
                if l > 0:
                    delta = (delta @ w) * self.derivative(layers[l - 1]["activation"], a[l])
                gradient *= rate
                w -= gradient
                b -= rate * bias_gradient

    def outputs(self, samples):
        return self.forward(self.workload["x"][:samples])[-1]


class Torch:
    """Modules, autograd and the optimizer as PyTorch has them."""

    def __init__(self, workload):
        import torch
        from torch import nn

        torch.set_num_threads(1)
        activations = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU}
        modules = []
        for layer, (w, b) in zip(workload["layers"], workload["parameters"]):
            linear = nn.Linear(w.shape[1], w.shape[0])
            linear.weight = nn.Parameter(torch.from_numpy(w))
            linear.bias = nn.Parameter(torch.from_numpy(b))
            modules.append(linear)
            # Its cross-entropy has softmax within.
            if layer["activation"] != "softmax":
                modules.append(activations[layer["activation"]]())
        self.torch = torch
        self.softmax = workload["loss"] == "crossEntropy"
        self.x = torch.from_numpy(workload["x"])
        self.batches = batches_of(workload, self.x, torch.from_numpy(workload["t"]))
        if self.softmax:
            self.batches = [(x, t.argmax(dim=1)) for x, t in self.batches]
        self.network = nn.Sequential(*modules)
        self.loss = nn.CrossEntropyLoss() if self.softmax else nn.MSELoss()
        self.optimizer = torch.optim.SGD(self.network.parameters(), lr=workload["learningRate"])
        self.steps = 0

    def train(self, steps):
        for _ in range(steps):
            x, t = self.batches[self.steps % len(self.batches)]
            self.steps += 1
            self.optimizer.zero_grad(set_to_none=True)
            self.loss(self.network(x), t).backward()
            self.optimizer.step()

    def outputs(self, samples):
        with self.torch.no_grad():
            z = self.network(self.x[:samples])
            return (z.softmax(dim=1) if self.softmax else z).numpy()


class Contestant:
    """Answers the calls."""

    def begin(self, params):
        self.workload = read_workload(params)
        self.peer = {"numpy": Numpy, "torch": Torch}[params["library"]](self.workload)
        return {"samplesPerStep": self.workload["batchSize"]}

    def train(self, params):
        computed = time.process_time_ns()
        start = time.perf_counter_ns()
        self.peer.train(params["steps"])
        elapsed = time.perf_counter_ns() - start
        return {"elapsed": elapsed, "computed": time.process_time_ns() - computed}

    def error(self, params):
        outputs = self.peer.outputs(params["samples"])
        targets = self.workload["t"][: len(outputs)]
        return float(np.mean((outputs.astype(np.float64) - targets) ** 2))


def main():
    contestant = Contestant()
    for line in sys.stdin:
        call = json.loads(line)
        try:
            result = getattr(contestant, call["name"])(call["params"])
            answer = {"kind": "result", "id": call["id"], "result": result}
        except Exception as error:  # whatever goes wrong is the answer
            answer = {"kind": "error", "id": call["id"], "message": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
