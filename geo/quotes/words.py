"""The words that speech is told by: verbs, titles, roles, and what is none of them."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _forms(stems: str) -> frozenset[str]:
    """Return third person, past and plain forms of regular verbs."""
    forms = set()
    for stem in stems.split():
        if stem.endswith("e"):
            forms |= {stem, stem + "s", stem + "d"}
        elif stem.endswith("y") and stem[-2] not in "aeiou":
            forms |= {stem, stem[:-1] + "ies", stem[:-1] + "ied"}
        elif stem.endswith(("sh", "ch", "s")):
            forms |= {stem, stem + "es", stem + "ed"}
        else:
            forms |= {stem, stem + "s", stem + "ed"}
    return frozenset(forms)


# Verbs that report a statement, with a clause or a quotation as their object.
REPORTING = _set("say says said tell tells told write writes wrote swore tweeted tweets") | _forms(
    """
    add announce state claim warn confirm deny report explain reply respond answer note stress
    insist declare argue assert allege reveal disclose acknowledge concede emphasise emphasize
    underline reiterate repeat recall maintain comment observe remark conclude predict
    suggest estimate promise pledge vow complain caution testify clarify assure inform
    mention contend affirm indicate advise recount
    """
)
# Verbs that introduce a quotation but need one to be speech.
INTRODUCING = (
    _set("asked asks ask called calls continued went quoted began begins posted post put puts")
    | _forms(
        """
        shout whisper mutter scream joke quip sigh exclaim boast interject plead urge demand accuse
        criticise criticize praise describe condemn denounce denounce welcome thank wonder inquire
        enquire express dismiss reject blame appeal order lament hail threaten admit agree
        hint marvel recommend propose express opine chide object
        """
    )
    | _set("cried cries admitted admits admit agreed agrees agree")
)
GERUNDS = _set(
    """
    saying adding warning noting claiming stating stressing insisting explaining telling announcing
    confirming arguing writing asking declaring alleging calling describing accusing vowing
    """
)
HEARD = _set("told tell tells asked asks ask urged urges urge informed assured warned advised")
CUES = REPORTING | INTRODUCING | GERUNDS

TITLES = _set(
    """
    mr mrs ms mx miss dr doctor prof professor sir dame lord lady rev reverend fr father sister
    gen general col colonel lt lieutenant maj major capt captain sgt sergeant cpl corporal pvt
    private brig brigadier adm admiral cmdr commander commodore marshal president premier prime
    minister chancellor senator sen representative rep congressman congresswoman governor gov mayor
    ambassador secretary judge justice sheriff constable inspector superintendent chief king queen
    prince princess sheikh sheikha imam ayatollah mullah mufti emir sultan pope cardinal archbishop
    bishop rabbi patriarch deputy vice first second foreign interior defence defense health staff
    commissioner acting assistant const supt insp det cpt hon
    ceo cfo mp sra comptroller president-elect
    attorney speaker chairman chairwoman undersecretary detective officer hajji hojatoleslam
    """
)
# Words above that only join a title and are none alone.
TITLE_JOINS = _set(
    "acting assistantprime vice deputy first second foreign interior defence defense health staff"
)
MILITARY = _set(
    """
    gen general col colonel lt lieutenant maj major capt captain sgt sergeant cpl corporal pvt
    private brig brigadier adm admiral cmdr commander commodore marshal
    """
)
MALE = _set(
    """
    mr sir lord father fr king prince sheikh imam ayatollah mullah emir sultan pope cardinal
    congressman spokesman chairman policeman father son brother husband man boy uncle grandfather
    ahmed mohammed muhammad mohamed ali hassan hussein omar abu ibrahim mustafa khalid mahmoud
    abdul john james robert michael william david richard joseph thomas charles mark paul george
    steven kenneth peter myles brian kevin jason daniel martin alan simon andrew jack frank ivan
    vladimir sergei carlos jose juan pedro luis yusuf ismail karim tariq samir bashar saad
    """
)
FEMALE = _set(
    """
    mrs ms miss dame lady sister queen princess sheikha congresswoman spokeswoman chairwoman
    policewoman mother daughter wife woman girl aunt grandmother
    fatima aisha mariam maryam zainab leila layla huda noor nour amina salma rania mary patricia
    jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret sandra emily
    anna maria olga elena ines sofia laura julia helen ruth jane ann anne alice clara
    """
)
SUFFIXES = _set("jr sr ii iii iv")
PARTICLES = _set("al el bin ibn abu umm von van der den de del della di da dos la le ben ould du")

# Nouns that name a person by what they do; the last is a hypernym of every one.
ROLES = _set(
    """
    spokesman spokeswoman spokesperson official officer commander leader minister president
    governor mayor ambassador envoy diplomat general colonel major captain lieutenant sergeant
    soldier fighter militant militiaman policeman policewoman chief director head manager chairman
    chairwoman secretary deputy adviser advisor aide analyst expert researcher professor scientist
    teacher student doctor nurse surgeon medic paramedic physician lawyer attorney prosecutor judge
    witness resident villager farmer shopkeeper trader driver worker activist campaigner
    journalist reporter correspondent editor author writer historian economist source
    lawmaker legislator senator congressman congresswoman mp politician candidate member
    representative coordinator organiser organizer founder owner survivor victim refugee
    man woman boy girl mother father brother sister son daughter husband wife uncle aunt cousin
    neighbour neighbor relative friend sheriff detective inspector imam sheikh priest bishop pastor
    elder mediator negotiator observer monitor engineer pilot guard baker fisherman coach player
    premier chancellor king queen prince princess pope veteran protester demonstrator
    """
)
PLURAL_ROLES = frozenset(
    {
        role + "s"
        for role in ROLES
        if not role.endswith(("man", "woman", "y", "s")) and role != "chief"
    }
) | _set(
    """
    deputies secretaries
    spokesmen men women policemen congressmen police authorities officials troops people families
    witnesses eyewitnesses locals media prosecutors investigators rescuers forces chiefs
    """
)
# Role nouns that stand for anyone whose office the text has named.
ANY_OFFICE = _set("official leader source man woman")
COMMANDS = _set("officer commander soldier general colonel major captain lieutenant sergeant")

ORGANISATIONS = _set(
    """
    ministry observatory coalition forces force army navy police agency department council
    government party committee group university institute commission office command centre center
    organisation organization union association federation front brigade brigades militia authority
    court parliament congress senate house administration embassy bank company corporation
    foundation network watch crescent cross nations pentagon kremlin reuters rudaw bbc cnn press
    news times post service services bureau board fund programme program campaign movement league
    battalion division regiment guard guards corps mission secretariat directorate cell team
    """
)
# Last words of names that are of places and not of people.
PLACE_NOUNS = _set(
    """
    hall street road avenue lane square park river lake mountain mountains hills valley desert
    airport bridge dam county city province district island islands hospital school mosque church
    camp base port gulf sea ocean strip bank gate tower stadium theatre theater museum hotel
    """
)
# Capitalised words that begin a sentence and are no name.
NO_NAMES = _set(
    """
    the a an this that these those in on at by for from of to with as it its i he she his her they
    their we our you your my us them him me and but or nor so yet if when while after before since
    although though because there here what who whom whose which where why how not no yes all some
    many most more few several both each every any one two three four five six seven eight nine ten
    meanwhile however also still now then last next according monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october
    november december indeed therefore thus instead earlier later today yesterday tomorrow
    despite during under over between among against about into through without within until unless
    even only just once again another other such especially particularly first second third
    finally recently currently additionally furthermore moreover besides except perhaps maybe
    asked speaking quoting citing responding addressing referring meeting following including is was
    are were be been has have had do does did will would can could should must might let don photo
    dear hello thank thanks please yes well oh ok okay breaking exclusive update analysis opinion
    """
)
# Lower-case words that may stand between a capital and a role noun: "Iraqi army spokesman".
MODIFIERS = _set(
    """
    acting aid air army assistant border chief civil coalition counterterrorism defence defense
    deputy executive federal finance foreign former general government health intelligence
    interior local managing media medical military militia national navy opposition party police
    presidential press provincial rebel regional relief rescue security senior state tribal
    """
)
PRONOUNS = {"he": "m", "she": "f", "they": "p", "we": "p", "it": "o"}
DETERMINERS = _set("the a an this that his her its their our one another some several two three")
PREPOSITIONS = _set(
    """
    in on at by for from of to with about into near over under after before against between among
    through during within without across around outside inside behind as than like toward towards
    via amid despite including upon regarding
    """
)
ADVERBS = _set(
    """
    also later then again further just since earlier recently repeatedly publicly previously once
    has have had is are was were been be being still now today yesterday even only too always
    often never soon reportedly both all flatly simply however therefore meanwhile did does do
    will would could may might can further first himself herself themselves itself
    monday tuesday wednesday thursday friday saturday sunday
    """
)
# Before a quotation these say that it is a name or a label and no one's words.
LABELS = _set(
    """
    so-called called dubbed named titled entitled nicknamed termed labelled labeled term word words
    phrase slogan film movie book novel song album show series programme play documentary poem essay
    painting magazine paper exhibition operation codenamed known branded game chapter podcast report
    """
)
