"""The figures as Prometheus reads them (prometheus_client). Imported only where somebody wants them."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from serve.figures.readings import FIGURES, Figures
from serve.figures.requests import buckets


class Read(Collector):
    """Reads what the rooms watch, at the moment it is asked for."""

    def __init__(self, figures: Figures = FIGURES) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        """A family for each reading; one that cannot be read is left out."""
        for reading in self._figures.readings():
            made = (GaugeMetricFamily if reading.kind == "gauge" else CounterMetricFamily)(
                reading.name, reading.help, labels=reading.labels
            )
            for values, figure in reading.read():
                made.add_metric(values, figure)
            yield made


class Measured:
    """Requests by route, and all else that is watched."""

    def __init__(self, figures: Figures = FIGURES) -> None:
        self._registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self._registry)
        self._registry.register(Read(figures))
        labels = ("route", "method", "status")
        self._requests = Counter(
            "plan_map_requests", "Requests and sessions that were answered", labels, registry=self._registry
        )
        self._seconds = Histogram(
            "plan_map_request_seconds", "Time until a request was answered whole", ("route",),
            buckets=tuple(buckets()), registry=self._registry,
        )  # fmt: skip

    def answered(self, route: str, method: str, status: int, took_s: float | None) -> None:
        """One more; took_s of requests only: a session lasts as long as somebody looks."""
        self._requests.labels(route, method, str(status)).inc()
        if took_s is not None:
            self._seconds.labels(route).observe(took_s)

    def text(self, accepted: str) -> tuple[bytes, str]:
        """All figures, in the form that whoever asks accepts, and the name of that form."""
        encode, content_type = choose_encoder(accepted)
        return encode(self._registry), content_type
