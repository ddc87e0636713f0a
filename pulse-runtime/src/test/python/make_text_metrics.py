"""Writes what rouge_score and nltk make of some texts and words, which the Java metrics are compared with.

``reference/metrics/text.json`` holds pairs of a true and a given answer with their ROUGE F-measures and BLEU, and
words with their stems. The pairs are handwritten ones and sentences that a seeded generator changes; the words are
roots with one or two endings each, so that every rule of the stemmer meets stems that it holds for and stems that it
does not, and random strings of few letters. A second run writes the same bytes.

Run with: python make_text_metrics.py
Needs: rouge_score 0.1.2, nltk 3.10.4. Uses no network.
"""

import json
import random
from pathlib import Path

from nltk.stem.porter import PorterStemmer
from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu
from rouge_score import rouge_scorer

OUT = Path(__file__).parents[1] / "resources" / "reference" / "metrics" / "text.json"
SENTENCES = [
    "Alma Reyes was born in Lisbon and works as a glass painter in the old harbour town.",
    "He is a marine biologist from Bergen who studies the feeding habits of seals.",
    "She won the 1998 regional prize for her organisational skills, twice.",
    "The answer is: a retired pilot (born on 3 May 1951) living near Graz!",
    "No.",
    "Tomas O'Hara's brothers-in-law own the town's only bakery.",
    "the cat and the dog and the cat and the dog and the cat",
    "Zoë Ångström moved from São Paulo to Kraków; naïve critics called it a cliché.",
    "It is generally acknowledged that relational operators simplify conditional formalities.",
    "Her hobbies are dancing, running, hopping, flying kites, and dying wool.",
    "上海 is where he met 東京's best-known violinist 😀",
    "Skies, news and innings: proceed, exceed, succeed.",
]
HANDWRITTEN = [
    ("", ""),
    ("", "an answer"),
    ("a truth", ""),
    (" \t\n", "   "),
    ("!!!", "!!!"),
    ("!!!", "..."),
    ("上海", "上海"),
    ("上海 東京 大阪 京都", "上海 東京 大阪 京都"),
    ("a", "a"),
    ("a b", "a b"),
    ("a b c", "a b c"),
    ("a b c d", "a b c d"),
    ("a b c d e", "a b c d e"),
    ("a b c d", "d c b a"),
    ("a", "a a a a a a"),
    ("a a a a a a", "a"),
    ("the the the", "the the"),
    ("Yes", "yes"),
    ("Yes.", "Yes"),
    ("painting", "painted"),
    ("paintings of cats", "painting a cat"),
    ("runs ran run", "running"),
    ("café", "cafe"),
    ("cafe\u0301", "café"),
    ("naïve", "na ve"),
    ("snake_case and kebab-case", "snake case and kebab case"),
    ("no\u00a0break", "no break"),
    ("thin\u2009space\u3000wide\u2028line\u0085next", "thin space wide line next"),
    ("file\u001cgroup\u001drecord\u001eunit\u001ffield", "file group record unit field"),
    ("zero\u200bwidth", "zero width"),
    ("İstanbul", "istanbul"),
    ("300 K\u212a \u212bngström", "300 kk ångström"),
    ("ΟΔΟΣ οδος", "οδος ΟΔΟΣ"),
    ("ſtraße STRASSE", "strasse straße"),
    ("3.14 is 3,14", "3 14 is 3 14"),
    ("x" * 60, "x" * 60),
    ("emoji 😀😀 twice", "emoji 😀 twice"),
    ("one two three four five six seven eight", "one three five seven two four six eight"),
    ("to be or not to be", "not to be or to be"),
    ("USER: Who?\nASSISTANT: Ann.", "Ann."),
]
ROOTS = (
    "a be bl by car cas cat ceas control decid depend die differ digit dy ecolog electr enjoy fail fall feed fil fizz "
    "fl form formal geo glass gyro happ hesit his homo hop hopp inter irrit lov mat min motor op organ paint person "
    "plaster play predic prob procee rat re refer rel relat replac rever roll sens siz sk sky spi spy st stat succee "
    "syzyg tan tann theo tr tri trip troubl ty us val viol vis wom yield 4 19 x9"
).split()
ENDINGS = (
    "s ss sses ies ied eed ed ing y ational tional enci anci izer bli abli alli entli eli ousli ization ation ator "
    "alism iveness fulness ousness aliti iviti biliti fulli logi icate ative alize iciti ical ful ness al ance ence "
    "er ic able ible ant ement ment ent ion sion tion ou ism ate iti ous ive ize e ll le at bl iz ly ogy ology ally "
    "ously fully ability ational"
).split()
SECOND = "s ed ing ly ness".split()
IRREGULAR = (
    "sky skies dying lying tying news inning innings outing outings canning cannings howe proceed exceed succeed "
    "proceeds exceeded succeeding dies died ties tied lies lied spied flies i as is was toy toys yes y yy yyy yyyy "
    "syzygy say says saying enjoyment agreed agrees feeding bled sing oed ow owed owing"
).split()


def changed(sentence: str, draw: random.Random) -> str:
    words = sentence.split(" ")
    for _ in range(draw.randrange(1, 6)):
        at = draw.randrange(len(words)) if words else 0
        kind = draw.randrange(8)
        if kind == 0 and words:
            del words[at]
        elif kind == 1 and words:
            words.insert(at, words[at])
        elif kind == 2:
            words.insert(at, draw.choice(draw.choice(SENTENCES).split(" ")))
        elif kind == 3 and words:
            words[at] = words[at].upper()
        elif kind == 4 and words:
            words[at] = words[at] + draw.choice([",", "...", "s", "ing", "ed", "'s", "?!"])
        elif kind == 5:
            other = draw.randrange(len(words)) if words else 0
            if words:
                words[at], words[other] = words[other], words[at]
        elif kind == 6:
            words = words[: at + 1]
        else:
            words.insert(at, "")
    return draw.choice([" ", " ", " ", "  ", "\n"]).join(words)


def pairs() -> list:
    draw = random.Random(1)
    made = list(HANDWRITTEN)
    made += [(sentence, sentence) for sentence in SENTENCES]
    made += [(sentence, changed(sentence, draw)) for sentence in SENTENCES for _ in range(14)]
    made += [tuple(draw.sample(SENTENCES, 2)) for _ in range(30)]
    return made


def words() -> list:
    draw = random.Random(2)
    made = list(IRREGULAR)
    made += [root + ending for root in ROOTS for ending in ENDINGS if draw.random() < 0.55]
    made += [root + draw.choice(ENDINGS) + second for root in ROOTS for second in SECOND]
    made += ["".join(draw.choices("aeiybtlsz", k=draw.randrange(1, 10))) for _ in range(300)]
    made += ["".join(draw.choices("eytl", k=draw.randrange(1, 6))) + draw.choice(ENDINGS) for _ in range(300)]
    return list(dict.fromkeys(made))


def main() -> None:
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
    smooth = SmoothingFunction().method1
    stemmer = PorterStemmer()

    def scored(truth: str, answer: str) -> dict:
        rouge = scorer.score(truth, answer)
        return {
            "truth": truth,
            "answer": answer,
            "rouge1": rouge["rouge1"].fmeasure,
            "rouge2": rouge["rouge2"].fmeasure,
            "rougeL": rouge["rougeL"].fmeasure,
            "bleu": float(sentence_bleu([truth.split()], answer.split(), smoothing_function=smooth)),
        }

    numbers = {
        "pairs": [scored(truth, answer) for truth, answer in pairs()],
        "stems": {word: stemmer.stem(word) for word in words()},
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(numbers, ensure_ascii=True, indent=1) + "\n", encoding="ascii")
    print(f"{len(numbers['pairs'])} pairs, {len(numbers['stems'])} words")


if __name__ == "__main__":
    main()
