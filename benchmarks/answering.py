"""Speed, memory and right answers of the assistant beside a jieba + BM25 search over the clauses, in one run.

python benchmarks/answering.py [QUESTIONS.jsonl ...]
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Callable
from pathlib import Path

from knowledge.answering import Answer, Assistant, Cited, open_assistant
from knowledge.evaluation import Expected, Tally, judge, load_questions

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT / "tests" / "question_sets"
STUDIOBOT = str(Path(sys.executable).with_name("studiobot"))
PORT = 8097


def assistant_answers(assistant: Assistant) -> Callable[[Expected], Answer]:
    def answer(question: Expected) -> Answer:
        context = None
        for message in question.messages:
            reply = assistant.ask(message, context=context)
            context = reply.context
        return reply.answer

    return answer


def baseline_answers(assistant: Assistant) -> Callable[[Expected], Answer]:
    """The three clauses that BM25 ranks first, given as the answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        from rank_bm25 import BM25Okapi
    jieba.setLogLevel(60)
    clauses = [c for pack in assistant.library.packs.values() for c in pack.clauses]
    index = BM25Okapi([jieba.lcut(c.text) for c in clauses])

    def answer(question: Expected) -> Answer:
        scores = index.get_scores(jieba.lcut(" ".join(question.messages)))
        best = sorted(range(len(clauses)), key=lambda i: -scores[i])[:3]
        cited = tuple(Cited(clause=clauses[i].id, quote=clauses[i].paragraphs[-1]) for i in best)
        return Answer(status="answered", text="\n".join(clauses[i].text for i in best), citations=cited)

    return answer


def score(answer: Callable[[Expected], Answer], questions: list[Expected]) -> tuple[Tally, float]:
    """The tally and the questions per second, after one question to warm up."""
    answer(questions[0])
    tally = Tally()
    started = time.process_time()
    given = [(q, answer(q)) for q in questions]
    seconds = time.process_time() - started
    for question, reply in given:
        tally.add(question, reply, judge(question, reply))
    return tally, len(questions) / seconds


def cold_seconds(runs: int = 5) -> float:
    """The median of whole `studiobot ask` processes, in seconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run([STUDIOBOT, "ask", "东莞的启动资金多少"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return sorted(times)[runs // 2]


def jsonl_per_second(path: Path) -> float:
    """Lines per CPU second of `ask --jsonl` as one process, its start included."""
    lines = path.read_bytes() * 20
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([STUDIOBOT, "ask", "--jsonl"], input=lines, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return lines.count(b"\n") / cpu


def web_megabytes() -> float:
    """Resident memory of the web process after it has served its page."""
    server = subprocess.Popen([STUDIOBOT, "--port", str(PORT)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=20).read()
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
        match = re.search(r"VmRSS:\s+(\d+)", status)
        assert match is not None
        return int(match[1]) / 1024
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    paths = [Path(a) for a in sys.argv[1:]] or sorted(SETS.glob("questions_*.jsonl"))
    assistant = open_assistant()
    systems = {"studiobot": assistant_answers(assistant), "jieba + BM25": baseline_answers(assistant)}
    for path in paths:
        questions = load_questions(path)
        for name, answer in systems.items():
            tally, speed = score(answer, questions)
            shares = "  ".join(f"{o} {tally.share(o):5.1f} %" for o in ("right", "abstained", "wrong"))
            print(f"{path.stem:16} {name:13} {shares}  {speed:7.0f} questions/s")
    print(json.dumps({
        "cold ask, seconds": round(cold_seconds(), 2),
        "ask --jsonl, lines per CPU second": round(jsonl_per_second(paths[0])),
        "web process, MB": round(web_megabytes()),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
