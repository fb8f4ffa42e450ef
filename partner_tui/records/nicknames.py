"""The short names that people go by in English and Spanish, with the names that they stand for."""

from __future__ import annotations

from functools import cache

_TABLE = """
abigail: abby abbie gail; abraham: abe bram; agatha: aggie; agnes: aggie nessie; albert: al bert bertie; alberto:
beto; alejandra: ale alex jandra sandra; alejandro: ale alex jandro; alexander: alex al sandy sasha xander lex;
alexandra: alex sandra sandy sasha lexi; alfonso: poncho fonso; alfred: al alf fred freddie; alfredo: fredo feyo;
alison: ali allie; amanda: mandy; amelia: amy millie; andrea: andy drea; andrew: andy drew; angela: angie; angelica:
angie; ann: annie nan; anna: annie; anne: annie; anthony: tony ant; antonia: toni; antonio: tono tony toni; archibald:
archie; arthur: art artie; augustine: gus; barbara: barb barbie babs; bartholomew: bart; beatrice: bea trixie;
beatriz: bea betty; benjamin: ben benny benji benja; bernard: bernie; bernardo: nardo; bradley: brad; bridget: bridie;
calvin: cal; cameron: cam; carlos: charlie carlitos; carmen: carmela; caroline: carrie caro; carolina: caro; catalina:
cata; catherine: cathy kate katie cat kitty; cecilia: ceci celia; charles: charlie chuck chas chaz; charlotte: charlie
lottie; christian: chris; christina: chris tina chrissy christy; christine: chris tina chrissy; christopher: chris
topher kit; claudia: clau; clayton: clay; clifford: cliff; concepcion: concha conchita; constance: connie; consuelo:
chelo; cristian: cris; cristina: cris tina; cristobal: tobal; curtis: curt; cynthia: cindy; daniel: dan danny dani;
daniela: dani; danielle: dani; david: dave davey davi; deborah: deb debbie; dennis: denny; diego: dieguito; dolores:
lola; dominic: dom nick; donald: don donny; donna: don; dorothy: dot dottie dolly; douglas: doug; eduardo: edu lalo
eddie; edward: ed eddie ted ned; edwin: ed eddie; eleanor: ellie nell nora; elena: lena nena; elizabeth: liz lizzie
beth betsy betty eliza lisa libby; elisabeth: liz lizzie beth lisa; emilia: emi; emily: em emmy; emiliano: emi;
enrique: quique kike henry; ernest: ernie; ernesto: neto; esperanza: espe; esther: essie; esteban: estebi; eugene:
gene; evelyn: evie; fernanda: fer nanda; fernando: fer nando; florence: flo flossie; frances: fran frannie; francesca:
fran; francis: frank fran; francisca: paca pancha; francisco: paco pancho kiko curro frank; franklin: frank;
frederick: fred freddie; gabriel: gabe gabo gabi; gabriela: gabi gaby; gabriella: gabi gaby ella; geoffrey: geoff
jeff; george: georgie; gerald: gerry jerry; gerardo: jerry lalo; gilbert: gil; gilberto: beto gil; gloria: glo;
graciela: chela grace; gregorio: goyo; gregory: greg; guadalupe: lupe lupita; guillermo: guille memo; gustavo: gus
tavo; gwendolyn: gwen; harold: harry hal; hector: tito; helen: nell nellie; henry: harry hank; humberto: beto;
ignacio: nacho; isaac: ike zac; isabel: isa chabela belle bella; isabella: bella izzy isa; isabelle: izzy belle;
isidro: chilo; jacob: jake; jacqueline: jackie; james: jim jimmy jamie jem; jane: janie; janet: jan; jason: jay;
javier: javi; jeanette: jean; jefferson: jeff; jeffrey: jeff; jennifer: jen jenny; jeremiah: jerry; jeremy: jerry;
jerome: jerry; jessica: jess jessie; jesus: chuy chucho suso; jesusa: chucha; joan: joanie; joanna: jo; joaquin:
quino; john: jack johnny jon; jonathan: jon jonny nathan; jorge: coque george; jose: pepe chepe joe; josefa: pepa;
josefina: josie pepa fina; joseph: joe joey; josephine: jo josie; joshua: josh; juan: juanito john johnny; juana:
juanita; judith: judy jude; julia: jules; julian: jules; juliana: juli; julio: julito; katherine: kathy kate katie kat
kitty kay; kathleen: kathy kate katie; kathryn: kathy kate katie kat; kenneth: ken kenny; kimberly: kim kimmy; laura:
lau lauri; laurence: larry laurie; lawrence: larry laurie; leonard: leo len lenny; leonardo: leo nardo; leticia: lety
leti; lillian: lil lily; linda: lindy; lorenzo: lencho; louis: lou louie; louise: lou; lucia: luci lucy chia; luis:
lucho luisito; luz: lucha; madeline: maddie; magdalena: magda lena malena; manuel: manolo manny manu lolo; manuela:
manoli manola; marcos: marc; margaret: maggie meg peggy margie marge greta; margarethe: greta; margarita: margie mague
rita; maria: mari mary maruja; mariana: mari; maribel: mari; maricela: mari; maricarmen: mari; marjorie: marge margie;
martha: marty; martin: marty; matilda: tilly tilda; mateo: teo; matthew: matt matty; maximilian: max; maximiliano:
max; maximo: max; melissa: mel missy lissa; mercedes: meche merche; michael: mike mick mickey micky; michelle: shelly
mich; miguel: mike migue; mildred: millie; mitchell: mitch; monica: moni; montserrat: montse; nancy: nan; natalia:
naty nata; natalie: nat; nathan: nate nat; nathaniel: nate nat nathan; nicholas: nick nicky nico; nicole: nicky nikki;
nicolas: nico nick; octavio: tavo; oliver: ollie; olivia: liv livvy ollie; pablo: pablito; pamela: pam; patricia: pat
patty paty tricia trish; patrick: pat paddy; patricio: pato; paulina: pau; pedro: perico pete; penelope: penny; peter:
pete; philip: phil pip; phillip: phil; rachel: rach; rafael: rafa; raimundo: mundo; ramon: moncho ray; raymond: ray;
rebecca: becky becca; refugio: cuco; reginald: reggie reg; ricardo: rica richie ricky; richard: rick rich dick richie
ricky; robert: bob bobby rob robbie bert; roberta: bobbie robbie; roberto: beto rober bob tito; rodolfo: rudy fito;
rodrigo: rodri rigo; roger: rog; ronald: ron ronnie; rosario: charo chayo; rosa: rosita; rosemary: rose rosie; roxana:
roxy; rudolph: rudy; russell: russ; salvador: chava salva; samantha: sam sammy; samuel: sam sammy; sandra: sandy;
santiago: santi chago yago; sarah: sally sadie; sebastian: seba sebas bas; sergio: checo; sofia: sofi; socorro: coco;
sophia: sophie; soledad: sole chole; stanley: stan; stephanie: steph stephie; stephen: steve stevie; steven: steve
stevie; stuart: stu; susan: sue suzie susie; susana: susi; suzanne: sue suzie; teodoro: teo; teresa: tere teresita;
terence: terry; theodora: dora; theodore: ted teddy theo; theresa: terry tess tessa; thomas: tom tommy; timothy: tim
timmy; tomas: tomi; trinidad: trini; valentina: val vale; valeria: vale; valerie: val; veronica: vero ronnie; vicente:
chente; victor: vic vitico; victoria: vicky vic tori toya; vincent: vince vinny; virginia: ginny ginger vicky; vivian:
viv; walter: walt wally; wilfred: will wilf; william: will bill billy willie liam; winifred: winnie; yolanda: yoli;
zachary: zach zack
"""


@cache
def _both_ways() -> dict[str, tuple[str, ...]]:
    """Return every name of the table with those that it goes with: the long ones, or the short ones."""
    found: dict[str, list[str]] = {}
    for line in _TABLE.replace("\n", " ").split(";"):
        name, _, short = line.partition(":")
        for nickname in short.split():
            found.setdefault(nickname, []).append(name.strip())
            found.setdefault(name.strip(), []).append(nickname)
    return {name: tuple(dict.fromkeys(others)) for name, others in found.items()}


def others(name: str) -> tuple[str, ...]:
    """Return the names that somebody who is called `name`, folded, may have in the records: bob -> robert, roberto."""
    return _both_ways().get(name, ())
