"""One peer on one text, as a process: `python peers.py PEER FILE`; prints how many pieces it found.

sumy and TextTiling would fetch NLTK's data from the network; sentences are cut at marks here and stop words are sumy's own,
which is all that they take from it.
"""
import re
import sys


class Tokenizer:
    def to_sentences(self, paragraph):
        return tuple(s for s in re.split(r"(?<=[.?!])\s+", paragraph.strip()) if s)

    def to_words(self, sentence):
        return tuple(re.findall(r"[A-Za-z'’-]+", sentence))


def sumy(name, text, count=60):
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.luhn import LuhnSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    kind = {"lexrank": LexRankSummarizer, "textrank": TextRankSummarizer, "luhn": LuhnSummarizer}[name]
    summarizer = kind(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    document = PlaintextParser.from_string(text, Tokenizer()).document
    chosen = summarizer(document, count)
    return f"{len(chosen)} of {len(document.sentences)} sentences"


def texttiling(text):
    from nltk.tokenize.texttiling import TextTilingTokenizer
    from sumy.utils import get_stop_words

    return f"{len(TextTilingTokenizer(stopwords=sorted(get_stop_words('english'))).tokenize(text))} topics"


def pytextrank(text):
    import pytextrank  # noqa: F401 - registers the pipe
    import spacy

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("textrank")
    return f"{len(nlp(text)._.phrases)} phrases"


peer, path = sys.argv[1:]
text = open(path, encoding="utf-8").read()
try:
    print({"texttiling": texttiling, "pytextrank": pytextrank}.get(peer, lambda t: sumy(peer, t))(text))
except (ValueError, OSError) as error:
    print(f"fails: {str(error).splitlines()[0][:90]}")
