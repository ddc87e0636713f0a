"""Draws the questions of the labelled sample of answers (src/test/resources/judge).

usage: draw_judge_sample.py MLUBench.zip

Equal numbers of base questions from every class of every published set, so that the small ones
count; of each question one picture and one wording (base or paraphrase). Prints what an annotator
needs to write and label answers: the record, its subject, question and gold answer. Only the
record's id goes into the project.
"""

import json
import random
import sys
import zipfile

SEED = 20260612
PER_STRATUM = 9
VARIANT = 100_000


def records(archive):
    with zipfile.ZipFile(archive) as files:
        for name in sorted(files.namelist()):
            if "/Tasks/" in name and name.endswith(".json"):
                for record in json.loads(files.read(name).decode("utf-8")):
                    _, kind, entity, _ = record["image"].split("/")
                    question, answer = (turn["value"] for turn in record["conversations"])
                    stratum = (name.rsplit("/", 1)[1], kind)
                    yield stratum, entity, int(record["id"]), question.split("\n", 1)[1], answer


def main(archive):
    wordings, base_text = {}, {}
    for stratum, entity, number, question, answer in records(archive):
        key = (stratum, entity, number % VARIANT)
        wordings.setdefault(key, []).append((number, question, answer))
        if number < VARIANT:
            base_text[key] = question
    questions = {}
    for key, texts in wordings.items():
        stratum, entity, _ = key
        asked = questions.setdefault(stratum, {}).setdefault((entity, base_text[key]), [])
        asked.extend(texts)
    draw = random.Random(SEED)
    for stratum in sorted(questions):
        of_stratum = questions[stratum]
        chosen = draw.sample(sorted(of_stratum), min(PER_STRATUM, len(of_stratum)))
        for entity, text in chosen:
            number, question, answer = draw.choice(sorted(of_stratum[(entity, text)]))
            record = f"{stratum[1]}/{entity}/{number}"
            print(json.dumps([stratum[0], record, question, answer], ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
