"""Names in Arabic, Persian, Kurdish, Russian, Ukrainian, French, Spanish, German and Turkish."""

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.gazetteer import Gazetteer
from geo.gazetteer.folding import fold
from geo.gazetteer.inflection import dictionary_forms

SENTENCES = {  # written for this test; what each names, and its country or division
    "قصف على حلب وإدلب": {"حلب": "SY", "إدلب": "SY"},
    "أفاد ناشطون بأن طائرات استهدفت بلدة سراقب جنوب إدلب ومدينة معرة النعمان.": {
        "سراقب": "SY",
        "إدلب": "SY",
        "معرة النعمان": "SY",
    },
    "أعلنت وزارة الدفاع عن عملية في كركوك وديالى وصلاح الدين والأنبار.": {
        "كركوك": "IQ",
        "ديالى": "IQ.10",
        "صلاح الدين": "IQ.18",
        "الأنبار": "IQ.01",
    },
    "اشتباكات عنيفة في الحديدة وتعز غربي اليمن.": {"الحديدة": "YE", "تعز": "YE", "اليمن": "YE"},
    "وصل الوفد إلى بغداد قادما من الأردن والعراق.": {"بغداد": "IQ", "الأردن": "JO", "العراق": "IQ"},
    "شورای شهر اهواز در استان خوزستان اعلام کرد.": {"اهواز": "IR", "خوزستان": "IR"},
    "انفجار در کابل و قندهار": {"کابل": "AF", "قندهار": "AF"},
    "له کەرکووک و هەولێر سێ کەس کوژران.": {"کەرکووک": "IQ", "هەولێر": "IQ"},
    "Взрыв произошёл в Москве, а обстрел Харькова и Донецка продолжается.": {
        "Москве": "RU",
        "Харькова": "UA",
        "Донецка": "UA",
    },
    "Войска обстреляли Бахмут в Донецкой области. В Запорожье объявили тревогу.": {
        "Бахмут": "UA",
        "Донецкой": "UA.05",
        "Запорожье": "UA",
    },
    "Президент Франции прибыл в Грузию, затем посетит Армению.": {
        "Франции": "FR",
        "Грузию": "GE",
        "Армению": "AM",
    },
    "Війська біля Куп'янська на Харківщині. У Києві та Одесі спокійно.": {
        "Куп'янська": "UA",
        "Харківщині": "UA.07",
        "Києві": "UA",
        "Одесі": "UA",
    },
    "Une frappe près de Mossoul et de Bagdad, en Irak. L'Égypte et la Syrie ont réagi.": {
        "Mossoul": "IQ",
        "Bagdad": "IQ",
        "Irak": "IQ",
        "Égypte": "EG",
        "Syrie": "SY",
    },
    "Des combats ont éclaté à Gao et à Tombouctou, au nord du Mali, selon Alger.": {
        "Gao": "ML",
        "Tombouctou": "ML",
        "Mali": "ML",
        "Alger": "DZ",
    },
    "El ejército bombardeó el sur de Líbano y Siria; Alemania y Francia condenaron.": {
        "Líbano": "LB",
        "Siria": "SY",
        "Alemania": "DE",
        "Francia": "FR",
    },
    "Bei Angriffen auf Charkiw und Odessa in der Ukraine starben drei Menschen.": {
        "Charkiw": "UA",
        "Odessa": "UA",
        "Ukraine": "UA",
    },
    "Dün Kerkük'te çatışmalar çıktı, Türkiye ve Irak açıklama yaptı.": {
        "Kerkük": "IQ",
        "Türkiye": "TR",
        "Irak": "IQ",
    },
}
NOMINATIVES = {
    "Москве": "Москва", "Москвы": "Москва", "Киева": "Киев", "Киеву": "Киев", "Києва": "Київ",
    "Харькове": "Харьков", "Харкові": "Харків", "Одессой": "Одесса", "Казани": "Казань",
    "Мариуполя": "Мариуполь", "Сумах": "Сумы", "России": "Россия", "Сирию": "Сирия",
    "Росією": "Росія", "Донецком": "Донецк", "Херсонской": "Херсонская", "Полтави": "Полтава",
    "Нижнего Новгорода": "Нижний Новгород", "Черкассах": "Черкассы", "Ростову": "Ростов",
}  # fmt: skip


PLAIN_ARABIC = (
    "أعلن المتحدث باسم قيادة العمليات المشتركة، اليوم الأحد، أن القوات الأمنية نفذت عملية واسعة"
    " لملاحقة عناصر التنظيم في المناطق الصحراوية، وأسفرت العملية عن تدمير أربعة أوكار والعثور على"
    " كمية من الأسلحة والعبوات الناسفة. وأضاف في بيان أن الطيران الحربي قدم الدعم للقوات البرية،"
    " وأن العملية مستمرة حتى تحقيق أهدافها. وقال مصدر محلي إن ثلاثة من السكان أصيبوا بجروح ونقلوا"
    " إلى المستشفى العام في بعقوبة، فيما عاد الهدوء إلى المدينة مساء أمس بعد انسحاب المسلحين باتجاه"
    " جبال حمرين. وكان رئيس الوزراء قد زار كركوك وأربيل الأسبوع الماضي."
)


def country(place):
    return place.admin1.removeprefix("adm1:") if place.kind.value == "province" else place.country


@pytest.mark.parametrize(("text", "named"), SENTENCES.items())
def test_places_are_found_in_their_own_spelling(text, named):
    parse = default_engine().parse(read_article(text))
    found = {r.toponym.surface: r.place for r in parse.resolutions}
    assert set(found) == set(named)
    for surface, where in named.items():
        place = found[surface]
        assert place is not None, surface
        assert country(place) == where or place.country == where, (surface, place)


@pytest.mark.parametrize(("written", "nominative"), NOMINATIVES.items())
def test_case_endings_are_undone(written, nominative):
    assert fold(nominative) in dictionary_forms(fold(written))


def test_only_cyrillic_is_inflected():
    assert dictionary_forms("baghdad") == ()
    assert dictionary_forms(fold("بغداد")) == ()
    assert dictionary_forms("") == ()


def test_a_letter_of_one_alphabet_is_found_in_another():
    gazetteer = Gazetteer.open()
    for persian, arabic in (("کرکوک", "كركوك"), ("حلبجة", "حلبجه")):
        assert fold(persian) == fold(arabic)
        assert gazetteer.lookup(persian) == gazetteer.lookup(arabic)


def test_words_that_only_begin_like_a_proclitic_stay_whole():
    parse = default_engine().parse(read_article("وصل واشنطن اليوم، وقال إن بغداد وافقت."))
    assert {t.surface for t in parse.toponyms} == {"واشنطن", "بغداد"}


def test_ordinary_arabic_words_are_no_places():
    parse = default_engine().parse(read_article(PLAIN_ARABIC))
    assert [t.surface for t in parse.toponyms] == ["بعقوبة", "جبال حمرين", "كركوك", "أربيل"]
