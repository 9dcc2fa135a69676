"""PyTorch as the judge of every formula that trains a network.

Draws specs with all weights and biases given, trains each for ten steps with PyTorch in float64, and writes
what PyTorch found to pytorch.json, which pytorch.test.ts holds against `src/core`. The losses, activations,
gradients, optimizers, schedules and clipping are PyTorch's own; none of their formulas is written out here.

    apt-get install python3-torch
    /usr/bin/python3 test/reference/pytorch.py

Written for PyTorch 1.13. Each case draws from a generator that is seeded with the case's name: a new case
leaves the others as they were.

pytorch.json is {"torch": version, "cases": [case, ...]}, a case to a line:

    {"name": ..., "spec": what a .nn.json file holds, "steps": [
        {"step": counted from 1,
         "loss": of the step's batch, before the update, with what regularization adds,
         "gradients": [{"weights": [...], "biases": [...]}, ...],   of that loss, before clipping
         "parameters": [{"weights": [...], "biases": [...]}, ...]}  after the step
    ]}

Weights are written row by row without inner brackets, and the biases of a layer without biases as an empty
list. The gradient of what may not change is null.
"""

import json
import random
from functools import partial
from itertools import count, pairwise
from math import ceil, sqrt
from pathlib import Path

import torch
import torch.nn.functional as F
from torch.nn.utils import clip_grad_norm_
from torch.optim import SGD, Adagrad, Adam, AdamW, RMSprop
from torch.optim.lr_scheduler import CosineAnnealingLR, ExponentialLR, StepLR

# ---- What the names in a spec mean in PyTorch ----

ACTIVATIONS = {
    "linear": lambda z: z,
    "relu": F.relu,
    "leakyRelu": F.leaky_relu,
    "elu": F.elu,
    "gelu": F.gelu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": F.softplus,
    "swish": F.silu,
    "softmax": partial(F.softmax, dim=1),
}

# Each loss by the names of itself and of the outputs' activation (None: any); a function of the outputs' z,
# their a and the targets t, a row for each sample.
LOSSES = {
    ("mse", None): lambda z, a, t: F.mse_loss(a, t),
    ("halfSquaredError", None): lambda z, a, t: F.mse_loss(a, t, reduction="sum") / 2 / len(t),
    ("mae", None): lambda z, a, t: F.l1_loss(a, t),
    ("huber", None): lambda z, a, t: F.huber_loss(a, t),
    ("binaryCrossEntropy", "sigmoid"): lambda z, a, t: F.binary_cross_entropy_with_logits(z, t),
    ("binaryCrossEntropy", "softmax"): lambda z, a, t: F.binary_cross_entropy(a, t),
    ("crossEntropy", "softmax"): lambda z, a, t: F.cross_entropy(z, t),
}

# SGD has no default rate in PyTorch 1.13, and its momentum is 0 unless given.
OPTIMIZERS = {
    "sgd": partial(SGD, lr=0.01),
    "momentum": partial(SGD, lr=0.01, momentum=0.9),
    "nesterov": partial(SGD, lr=0.01, momentum=0.9, nesterov=True),
    "rmsprop": RMSprop,
    "adagrad": Adagrad,
    "adam": Adam,
    "adamw": AdamW,
}

OPTIONS = {
    "learningRate": "lr",
    "momentum": "momentum",
    "alpha": "alpha",
    "epsilon": "eps",
    "weightDecay": "weight_decay",
}

SCHEDULES = {
    "step": lambda optimizer, every, factor: StepLR(optimizer, step_size=every, gamma=factor),
    "exponential": lambda optimizer, factor: ExponentialLR(optimizer, gamma=factor),
    "cosine": lambda optimizer, epochs: CosineAnnealingLR(optimizer, T_max=epochs),
}


def create_optimizer(spec, parameters):
    """The optimizer that a spec's "optimizer" names, with PyTorch's defaults for what it leaves open."""
    options = {OPTIONS[key]: value for key, value in spec.items() if key in OPTIONS}
    if "beta1" in spec or "beta2" in spec:
        options["betas"] = (spec.get("beta1", 0.9), spec.get("beta2", 0.999))
    return OPTIMIZERS[spec["type"]](parameters, **options)


def create_scheduler(spec, optimizer):
    """The scheduler that a spec's "optimizer" names, or None."""
    for kind, options in spec.get("schedule", {}).items():
        return SCHEDULES[kind](optimizer, **options)
    return None


# ---- Training ----

STEPS = 10

# The steps to write down, and those where many cases differ in little.
WRITTEN = (1, 2, 10)
WRITTEN_OF_MANY = (1, 10)

# Beyond 20, F.softplus takes z itself for ln(1 + e^z).
LARGEST_SOFTPLUS_Z = 15

# Less would be what rounding leaves of terms that cancel, or nothing at all since units are dead.
SMALLEST_GRADIENT = 1e-6


class Unsuitable(Exception):
    """The numbers drawn for a case would judge too little."""


class Layer:
    """A dense layer with the parameters that a spec gives it."""

    def __init__(self, spec):
        trainable = spec.get("trainable", True)
        self.activation = spec["activation"]
        self.weights = torch.tensor(spec["weights"], requires_grad=trainable in (True, "weights"))
        self.biases = None
        if spec["biases"] is not False:
            self.biases = torch.tensor(spec["biases"], requires_grad=trainable in (True, "biases"))

    def forward(self, inputs):
        """z and a for each sample."""
        z = F.linear(inputs, self.weights, self.biases)
        if self.activation == "softplus" and z.max() > LARGEST_SOFTPLUS_Z:
            raise Unsuitable
        return z, ACTIVATIONS[self.activation](z)

    def gradients(self):
        """As written to the fixture."""
        return {"weights": gradient_of(self.weights), "biases": gradient_of(self.biases)}

    def parameters(self):
        """As written to the fixture."""
        return {"weights": numbers(self.weights), "biases": numbers(self.biases)}


def numbers(tensor):
    """A tensor's numbers in one list; no tensor has none."""
    return [] if tensor is None else tensor.detach().flatten().tolist()


def gradient_of(parameter):
    """A parameter's gradient in one list, or None if it has none since it may not change."""
    if parameter is None:
        return []
    return None if parameter.grad is None else numbers(parameter.grad)


def train(spec, written):
    """Trains a spec's network; the steps to write down. Raises Unsuitable if they would not judge all of it."""
    layers = [Layer(layer) for layer in spec["layers"]]
    weights = [layer.weights for layer in layers]
    parameters = [p for layer in layers for p in (layer.weights, layer.biases) if p is not None and p.requires_grad]
    optimizer = create_optimizer(spec["optimizer"], parameters)
    scheduler = create_scheduler(spec["optimizer"], optimizer)
    clip_norm = spec["optimizer"].get("clipNorm")
    output = spec["layers"][-1]["activation"]
    loss_of = LOSSES.get((spec["loss"], output)) or LOSSES[spec["loss"], None]
    regularization = spec.get("regularization", {})
    rows = torch.tensor(spec["data"]["rows"])
    batch_size = spec["training"]["batchSize"]

    steps = []
    step = 0
    for _ in range(spec["training"]["epochs"]):
        for batch in rows.split(len(rows) if batch_size == "all" else batch_size):
            step += 1
            a, t = batch.tensor_split([spec["inputs"]], dim=1)
            for layer in layers:
                z, a = layer.forward(a)
            loss = loss_of(z, a, t)
            if "l1" in regularization:
                loss = loss + regularization["l1"] * sum(w.abs().sum() for w in weights)
            if "l2" in regularization:
                loss = loss + regularization["l2"] / 2 * sum(w.square().sum() for w in weights)
            optimizer.zero_grad()
            loss.backward()
            gradients = [layer.gradients() for layer in layers]
            if clip_norm is not None:
                clip_grad_norm_(parameters, clip_norm)
            if step in written and any(p.grad.abs().max() < SMALLEST_GRADIENT for p in parameters):
                raise Unsuitable
            optimizer.step()
            if step in written:
                after = [layer.parameters() for layer in layers]
                steps.append({"step": step, "loss": loss.item(), "gradients": gradients, "parameters": after})
        if scheduler:
            scheduler.step()
    return steps


# ---- Drawing specs ----


def draw(rng, low, high):
    """A number of three digits after the point, which JSON keeps short."""
    return round(rng.uniform(low, high), 3)


def draw_layer(rng, fan_in, units, activation, scale, **options):
    """A layer; a scale of about 1 keeps its units in the range where their activation bends."""
    scale *= 1.5 / sqrt(fan_in)
    return {
        "units": units,
        "activation": activation,
        "weights": [[draw(rng, -scale, scale) for _ in range(fan_in)] for _ in range(units)],
        "biases": [draw(rng, -0.5, 0.5) for _ in range(units)],
        **options,
    }


def draw_targets(rng, loss, output, units, total):
    """Targets that the loss can be asked for; certain ones and soft ones.

    After softmax they are shares of a total, whatever the loss: were all errors of one sign, mae's gradient would be
    zero but for rounding.
    """
    if output == "softmax":
        tenths = sorted(rng.choices(range(11), k=units - 1)) if rng.random() < 0.5 else [0] * (units - 1)
        shares = [(high - low) / 10 * total for low, high in pairwise([0, *tenths, 10])]
        rng.shuffle(shares)
        return shares
    if loss == "binaryCrossEntropy":
        return [rng.choice([0, 1, draw(rng, 0, 1)]) for _ in range(units)]
    return [draw(rng, -2, 2) for _ in range(units)]


def draw_spec(
    rng,
    widths,
    activations,
    loss,
    optimizer,
    samples=4,
    batch_size=3,
    layer_options=(),
    scale=1,
    total=1,
    **options,
):
    """A spec of a network with these widths, inputs first, that trains for at least ten steps.

    `scale` is that of the weights, `total` the sum of a sample's targets after softmax; what is left of the options
    goes into the spec as it is.
    """
    layer_options = layer_options or [{}] * len(activations)
    layers = [
        draw_layer(rng, fan_in, units, activation, scale, **layer)
        for (fan_in, units), activation, layer in zip(pairwise(widths), activations, layer_options, strict=True)
    ]
    steps_per_epoch = 1 if batch_size == "all" else ceil(samples / batch_size)
    return {
        "inputs": widths[0],
        "layers": layers,
        "loss": loss,
        "optimizer": optimizer,
        **options,
        "training": {
            "epochs": ceil(STEPS / steps_per_epoch),
            "batchSize": batch_size,
            "shuffle": False,
        },
        "data": {
            "rows": [
                [draw(rng, -2, 2) for _ in range(widths[0])]
                + draw_targets(rng, loss, activations[-1], widths[-1], total)
                for _ in range(samples)
            ]
        },
    }


def case(name, *arguments, written=WRITTEN, **options):
    """A case drawn by `draw_spec` from its name, anew until its numbers judge all of it."""
    for attempt in count():
        spec = draw_spec(random.Random(f"{name} {attempt}"), *arguments, **options)
        try:
            return {"name": name, "spec": spec, "steps": train(spec, written)}
        except Unsuitable:
            if attempt == 1000:
                raise


# ---- The cases ----

HIDDEN = [name for name in ACTIVATIONS if name != "softmax"]

# The learning rates of the cases that are not about defaults: far enough in ten steps for a mistake to show.
RATES = {
    "sgd": 0.1,
    "momentum": 0.05,
    "nesterov": 0.05,
    "rmsprop": 0.02,
    "adagrad": 0.1,
    "adam": 0.05,
    "adamw": 0.05,
}


def rated(optimizer, **options):
    """An optimizer as a spec writes it, with its learning rate."""
    return {"type": optimizer, "learningRate": RATES[optimizer], **options}


def pairs_of_loss_and_output():
    """Every loss with every activation of the outputs that it goes with."""
    for loss, output in LOSSES:
        for activation in ACTIVATIONS if output is None else [output]:
            yield loss, activation


def combinations():
    """Every loss × output × hidden activation and every loss × output × optimizer, on networks of 2-2-3."""
    for p, (loss, output) in enumerate(pairs_of_loss_and_output()):
        for h, hidden in enumerate(HIDDEN):
            # There are more hidden activations than optimizers: each pair meets all of these.
            optimizer = list(OPTIMIZERS)[(p + h) % len(OPTIMIZERS)]
            name = f"{optimizer}, {hidden}, {output}, {loss}"
            yield case(name, [2, 2, 3], [hidden, output], loss, rated(optimizer), written=WRITTEN_OF_MANY)


def defaults():
    """Optimizers of which a spec gives no more than the name."""
    for optimizer in OPTIMIZERS:
        yield case(f"{optimizer}, defaults", [2, 3, 1], ["tanh", "linear"], "mse", {"type": optimizer})


def hyperparameters():
    """Every hyperparameter that an optimizer has, other than its default; then all of them together."""
    own = {
        "sgd": {"weightDecay": 0.1},
        "momentum": {"momentum": 0.5, "weightDecay": 0.1},
        "nesterov": {"momentum": 0.6, "weightDecay": 0.1},
        "rmsprop": {"alpha": 0.8, "epsilon": 0.01, "momentum": 0.7, "weightDecay": 0.1},
        "adagrad": {"epsilon": 0.1, "weightDecay": 0.1},
        "adam": {"beta1": 0.7, "beta2": 0.9, "epsilon": 0.01, "weightDecay": 0.1},
        "adamw": {"beta1": 0.8, "beta2": 0.95, "epsilon": 0.01, "weightDecay": 0.2},
    }
    for optimizer, options in own.items():
        each = [{key: value} for key, value in options.items()]
        for chosen in each if len(each) == 1 else [*each, options]:
            name = f"{optimizer}, {' and '.join(chosen)}"
            yield case(name, [2, 3, 1], ["tanh", "linear"], "mse", rated(optimizer, **chosen))
    yield case("adamw, no decay", [2, 3, 1], ["tanh", "linear"], "mse", rated("adamw", weightDecay=0))


def schedules():
    """Every schedule with every optimizer: two steps an epoch, so that five rates appear."""
    shapes = {
        "step": {"every": 2, "factor": 0.3},
        "exponential": {"factor": 0.6},
        "cosine": {"epochs": 6},
    }
    for kind, options in shapes.items():
        for optimizer in OPTIMIZERS:
            spec = rated(optimizer, schedule={kind: options})
            yield case(f"{optimizer}, {kind} schedule", [2, 2, 1], ["tanh", "linear"], "mse", spec)
    # One step an epoch: past the end of the wave, where the rate rises again.
    for epochs in (1, 4):
        spec = rated("sgd", schedule={"cosine": {"epochs": epochs}})
        yield case(f"sgd, cosine schedule of {epochs}", [2, 2, 1], ["tanh", "linear"], "mse", spec, batch_size="all")
    spec = rated("adam", schedule={"step": {"every": 3, "factor": 2}})
    yield case("adam, step schedule upwards", [2, 2, 1], ["tanh", "linear"], "mse", spec, batch_size="all")


def clipping():
    """Every optimizer with gradients that are clipped, and one with a limit that they stay below."""
    for optimizer in OPTIMIZERS:
        spec = rated(optimizer, clipNorm=0.05)
        yield case(f"{optimizer}, clipped", [2, 3, 2], ["softplus", "linear"], "halfSquaredError", spec)
        spec = rated(optimizer, clipNorm=0.05, weightDecay=0.1)
        yield case(f"{optimizer}, clipped with decay", [2, 2, 2], ["tanh", "linear"], "halfSquaredError", spec)
    yield case("sgd, not clipped", [2, 2, 2], ["tanh", "linear"], "mse", rated("sgd", clipNorm=1000))


def regularized():
    """Every optimizer with regularization of both kinds, alone and together."""
    for optimizer in OPTIMIZERS:
        for penalty in ({"l1": 0.05}, {"l2": 0.1}, {"l1": 0.02, "l2": 0.3}):
            name = f"{optimizer}, {' and '.join(penalty)}"
            spec = rated(optimizer)
            yield case(name, [2, 2, 1], ["elu", "sigmoid"], "binaryCrossEntropy", spec, regularization=penalty)
    spec = rated("sgd", clipNorm=0.1)
    yield case("clipped, l1 and l2", [2, 2, 2], ["tanh", "linear"], "mse", spec, regularization={"l1": 0.1, "l2": 0.2})


def frozen():
    """Parameters that may not change, and layers without biases."""
    ways = ([False, True], [True, False], ["weights", "biases"], ["biases", "weights"])
    for optimizer in OPTIMIZERS:
        for trainable in ways:
            name = f"{optimizer}, trainable: {json.dumps(trainable)}"
            layers = [{"trainable": each} for each in trainable]
            options = rated(optimizer, weightDecay=0.1, clipNorm=0.2)
            penalty = {"l1": 0.01, "l2": 0.1}
            activations = ["tanh", "linear"]
            yield case(name, [2, 2, 1], activations, "mse", options, layer_options=layers, regularization=penalty)
        for without in ([True, False], [False, True], [True, True]):
            name = f"{optimizer}, without biases: {json.dumps(without)}"
            layers = [{"biases": False} if each else {} for each in without]
            yield case(name, [2, 2, 2], ["swish", "softmax"], "crossEntropy", rated(optimizer), layer_options=layers)


def large_batches():
    """More samples in a batch than go through the network together."""
    for batch_size in (64, 100, "all"):
        name = f"150 samples, batch size {batch_size}"
        sizes = {"samples": 150, "batch_size": batch_size}
        yield case(name, [1, 2, 1], ["tanh", "linear"], "mse", rated("adam"), **sizes)


def extremes():
    """Outputs so close to 0 and 1 that careless logarithms and exponentials break, and targets beyond shares.

    Not binaryCrossEntropy after softmax: it divides by 1 - a, of which rounding leaves few digits, here as there.
    """
    for loss, output in (("binaryCrossEntropy", "sigmoid"), ("crossEntropy", "softmax")):
        for scale in (50, 3000):
            name = f"{loss} after {output}, weights of about {scale}"
            yield case(name, [2, 3], [output], loss, rated("sgd"), scale=scale)
    for total in (0.5, 3):
        name = f"crossEntropy, targets of {total} in all"
        yield case(name, [2, 2, 3], ["tanh", "softmax"], "crossEntropy", rated("sgd"), total=total)


# Inputs, hidden layers, outputs.
SHAPES = [
    [1, 1, 1, 1],
    [1, 1],
    [1, 4],
    [4, 1],
    [3, 3, 3],
    [2, 5, 1],
    [5, 2, 2],
    [1, 8, 1],
    [2, 3, 4, 5],
    [6, 1, 6],
    [3, 7, 2, 3],
    [8, 3, 4],
    [4, 6, 1],
    [2, 4, 4, 4, 2],
    [1, 2, 2, 2, 2, 1],
    [5, 9, 3],
    [7, 4, 5, 2],
    [2, 10, 2],
    [6, 8, 6, 3],
    [3, 12, 4, 1],
    [8, 16, 4],
    [8, 16, 16, 4],
]


def random_networks():
    """Networks of many shapes with much at once: what is drawn for one does not hang on the others."""
    pairs = list(pairs_of_loss_and_output())
    for n, widths in enumerate(SHAPES):
        shape = "-".join(map(str, widths))
        rng = random.Random(f"random {shape}")
        optimizer = list(OPTIMIZERS)[n % len(OPTIMIZERS)]
        # Softmax of a single unit is always 1.
        fitting = [pair for pair in pairs if widths[-1] > 1 or pair[1] != "softmax"]
        names = list(dict.fromkeys(loss for loss, _ in fitting))
        loss, output = rng.choice([pair for pair in fitting if pair[0] == names[n % len(names)]])
        activations = [rng.choice(HIDDEN) for _ in widths[2:]] + [output]
        batch_size = rng.choice([1, 3, "all"])
        options = rated(optimizer)
        if rng.random() < 0.5:
            options["weightDecay"] = draw(rng, 0, 0.1)
        if optimizer in ("momentum", "nesterov", "rmsprop"):
            options["momentum"] = draw(rng, 0.1, 0.9)
        if optimizer in ("adam", "adamw"):
            options.update(beta1=draw(rng, 0.5, 0.95), beta2=draw(rng, 0.9, 0.99))
        if rng.random() < 0.5:
            options["clipNorm"] = draw(rng, 0.01, 0.2)
        if rng.random() < 0.7:
            options["schedule"] = rng.choice(
                [
                    {"step": {"every": rng.randint(1, 2), "factor": draw(rng, 0.3, 0.9)}},
                    {"exponential": {"factor": draw(rng, 0.5, 0.95)}},
                    {"cosine": {"epochs": rng.randint(2, 8)}},
                ]
            )
        layers = [rng.choice([{}, {}, {}, {"biases": False}, {"trainable": "weights"}]) for _ in activations]
        penalty = {"l1": draw(rng, 0, 0.05), "l2": draw(rng, 0, 0.1)} if rng.random() < 0.5 else {}
        yield case(
            f"random {shape}, {optimizer}, {loss}, batch size {batch_size}",
            widths,
            activations,
            loss,
            options,
            # An odd number in each batch: signs in mae's gradient never cancel to a zero that rounding blurs.
            samples=3 if batch_size == 1 else 7,
            batch_size=batch_size,
            layer_options=layers,
            **({"regularization": penalty} if penalty else {}),
        )


def main():
    """Writes pytorch.json beside this file."""
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    groups = (
        combinations,
        defaults,
        hyperparameters,
        schedules,
        clipping,
        regularized,
        frozen,
        large_batches,
        extremes,
        random_networks,
    )
    cases = [each for group in groups for each in group()]
    assert len({each["name"] for each in cases}) == len(cases), "two cases have the same name"
    lines = ",\n".join(json.dumps(each, separators=(",", ":"), allow_nan=False) for each in cases)
    path = Path(__file__).with_suffix(".json")
    path.write_text(f'{{"torch":"{torch.__version__}","cases":[\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{path}: {len(cases)} cases, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
