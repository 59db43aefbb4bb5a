"""Words that say how a vote ended, as patterns over masked text."""

from __future__ import annotations

from factcheck.engine.claims import grammar as g
from factcheck.engine.text.masking import TAGS, rx

_NAMED = f"[{''.join(TAGS[tag] for tag in 'LJTBYNG')}]"

ADOPT = (
    r"(?:adopt(?:ed|s|ing)|pass(?:ed|es|ing)|approv(?:ed|es|ing)|endors(?:ed|es|ing)|back(?:ed|s|ing)|accept(?:ed|s)|green-?lit|"
    r"g(?:ave|iven|ives) (?:its|their|final|broad|overwhelming|the)?(?: \w+)? ?(?:approval|backing|endorsement|assent|support|green light) to|"
    r"vot(?:ed|es|ing)(?: \w+ly| by a \w+ (?:margin|majority)| by consensus| on <T>| <T>| <V>)*,? (?:for|in favou?r of)|agree(?:d|s)(?: \w+ly)? on)"
)
REJECT = (
    r"(?:reject(?:ed|s|ing)|vot(?:ed|es|ing) down|turned down|turns down|defeat(?:ed|s|ing)|fail(?:ed|s|ing) to (?:adopt|pass|approve|agree on|endorse|back)|did(?: not|n't) (?:adopt|pass|approve|endorse|back)|"
    r"threw out|throws out|shot down|vot(?:ed|es|ing)(?: \w+ly| on <T>| <T>| <V>)* against|blocked|(?:was|were) unable to (?:adopt|pass|approve|agree on))"
)
SAYS = (
    r"(?:condemn(?:ed|s|ing)|demand(?:ed|s|ing)|deplor(?:ed|es|ing)|denounc(?:ed|es)|call(?:ed|s) (?:for|on|upon)|urg(?:ed|es)|declar(?:ed|es)|suspend(?:ed|s)|renew(?:ed|s)|extend(?:ed|s)|prolong(?:ed|s)|authori[sz](?:ed|es)|"
    r"impos(?:ed|es)|lift(?:ed|s)|establish(?:ed|es)|creat(?:ed|es)|set up|sets up|launch(?:ed|es)|mandat(?:ed|es)|designat(?:ed|es)|proclaim(?:ed|s)|recogni[sz](?:ed|es)|affirm(?:ed|s)|reaffirm(?:ed|s)|"
    r"(?:tighten(?:ed|s)|toughen(?:ed|s)|strengthen(?:ed|s)|stepp?(?:ed|s) up|reimpos(?:ed|es)|eas(?:ed|es))(?= (?:[\w'-]+ |<J> |<L>(?:'s)? ){0,3}?(?:sanctions|embargo)\b)|"
    r"strip(?:ped|s)|expel(?:led|s)|remov(?:ed|es)|kick(?:ed|s) (?:<L> )?out|oust(?:ed|s)|ended|ends|kept|keeps|widen(?:ed|s)|upgrad(?:ed|es)|grant(?:ed|s)|award(?:ed|s)|elevat(?:ed|es)|admit(?:ted|s)|"
    r"rebuk(?:ed|es)|censur(?:ed|es)|handed|hands|dealt|deals|rejected|rejects|repudiat(?:ed|es)|slam(?:med|s)|criticis(?:ed|es)|criticiz(?:ed|es)|ask(?:ed|s)|request(?:ed|s)|welcom(?:ed|es)|order(?:ed|s)|"
    r"vot(?:ed|es|ing)(?: overwhelmingly| \w+ly| by a (?:wide|large|huge|narrow|overwhelming) (?:margin|majority)| on <T>| <T>| <V>|,)*,? to (?!reject|oppose|revoke|repeal|rescind|overturn|annul|undo|cancel|reverse|scrap|block|postpone|defer|delay|adjourn|go\b|have\b|be\b)\w+)"
)
WHICH_IT = rx(r",? (?:which|that)(?: the| its)?(?: (?:un|u\.n\.|united nations)(?:'s)?)? ?$")
A_TEXT_WHICH_IT = rx(rf"(?:{g.ONE_TEXT}|<Q>|<Y>)(?: [\w-]+)?{WHICH_IT.pattern}")
"""Before a body that acts: a relative clause, on a text or on something else that it decided."""
PASSED_WHAT = rx(r" (?:an?|the|several|many|some|few|two|three|four|five|dozens|its|another|<N>|resolutions?)\b")
REJECTS_A_TEXT = rx(
    r"\b(?:reject(?:ed|s)|rebuff(?:ed|s)|spurn(?:ed|s)|turn(?:ed|s) down) (?:an? |the |its |their )?(?:[\w-]+ )?"
    r"(?:(?:<J>|<L>(?:'s|-\w+)?) (?:[\w-]+ ){0,2}?(?:demand|bid|request|call|push|proposal|draft|resolution|text|motion|attempt|effort|move|plan|measure)s?|(?:demand|bid|request|call|push|proposal|draft|resolution|text|motion|plan|measure|appeal))\b"
)
"""What a state asked for is turned down: its text failed, where "rejects the annexation" is what a text says."""
STATEMENT = rx(
    r"\bstatements?\b|press elements|spokes|briefing|\bletters?\b|president of the|in remarks|\bsaid\b|\btold\b|meeting on\b|emergency session to"
)
"""A body that speaks by a statement, a letter or a person adopted nothing."""
NOT_THE_BODY = rx(
    r"\b(?:of|from|to|in|at|by|with|for|on|before|within|into|via|through|against|over|between|outside|power|veto)(?: the| a| its)?(?: <N>-(?:member|nation|seat|strong|country))?(?: un| u\.n\.| united nations)?(?: human rights)? $|<N> $"
)
"""Before a body's name: it hangs on a preposition, so the one who acts is somebody else."""
OF_THE_BODY = rx(
    r"\b(?:committee of|(?:<N>|(?:\d+|[a-z-]+)(?:st|nd|rd|th)) (?:\w+ ){0,2}(?:session|meeting) of|(?:this|last) (?:year's )?session of)\b"
)
"""What belongs to the body and stands for it: "the Third Committee of", "the 76th session of the Assembly adopted"."""
ITS_MEMBERS = rx(
    r"<B>(?:'s)?(?: <N>)?(?: other| remaining| permanent| elected)* (?:members?|member states|states|countries|delegations|delegates|diplomats|nations)\b"
)
"""A body's members, who may vote for a text that fails."""
ACTOR = (
    r"(?:(?:majority|scores|dozens|<N>) of (?:the )?(?:world's |un |u\.n\. |its )?(?:countries|states|nations|members|member states)|<B>(?: \([^()]{1,20}\))?(?:'s (?=(?:\w+ ){1,3}committee\b))?|\b(?:first|second|third|fourth|fifth|sixth|human rights|social|disarmament) committee\b|\b(?:un|u\.n\.|united nations) (?:members|member states|states|countries|body|rights (?:body|council|forum)|nations)|\bthe (?:193|15|47|<N>)-(?:member|nation|seat)(?: \w+){1,2}|"
    r"\b(?:the )?(?:un|u\.n\.|united nations)(?= (?:\w+ly )?(?:adopts?|adopted|passes|passed|approves?|approved|backs|votes?|voted|rejects?|rejected|condemns?|condemned|demands?|demanded|endorses?|endorsed|calls|called|has|urges|urged|suspends?|suspended|extends|renews|imposes|imposed|declares?|declared|recogni[sz]es|kicks|strips)\b)|"
    r"\bmembers of the <B>|\b(?:the )?(?:assembly's|council's)? ?(?:<N> )?members of the <B>|\bthe world body|\bthe global body|\bthe chamber)"
)
AUX = r"(?:(?: (?!would|will|could|may|might|not|to\b|failed|did|refus|if\b|votes (?=\w+ing\b)|resolution|resolutions|that\b|which\b|who\b)[\w'-]+| <T>| <L>,|,| \([^()]{1,24}\)){0,7}?)"
TEXT_NP = (
    rf"(?:(?:the|a|an|this|that|both|its|another|one|<J>|<L>'s|<N>|two|three)(?: (?:[\w'\"-]+|<J>|<L>(?:'s)?(?:-\w+)?|<B>(?:'s)?|<T>(?:'s)?|<G>(?:'s)?(?:-\w+)?|<N>(?:-\w+)?)){{0,5}}? (?:{g.ONE_TEXT}|amendments?|bid|request|initiative|appeal)"
    rf"|{g.ONE_TEXT} <Y>|amendments?|<Q>|\"<Q>\"?|<Y>|it|they|which|that|this|those)"
)
_STEP = r"(?:adjourn|postpone|delay|defer|put off|hold|have|vote|amend|strike|remove|delete|suspend|close|recess|table|divide)"
WORDS_BETWEEN = rf"(?:(?: to {_STEP}| (?!would|will|could|may|might|be\b|to\b|if\b|should|and\b|but\b)[\w'\"-]+|,| {_NAMED}(?:'s)?(?:-\w+)?| <Q>){{0,9}}?)"
ADVERBS = r"(?: \w+ly| also| then| too| duly| nonetheless| nevertheless| eventually| finally| only| formally| in the end| at once)*"
ADOPTED = r"(?:adopted|passed|approved|endorsed|carried|accepted|agreed|voted through|waved through)"
REJECTED = r"(?:rejected|defeated|voted down|not adopted|not passed|not approved|not accepted|turned down|blocked|struck down|shot down|thrown out|not taken into account|not put to|withdrawn before)"
PREVAILED = r"(?:pass(?:ed|es)|carried|carries|prevail(?:ed|s)|(?:went|goes|got|sailed|sails|squeaked|squeezed|slipped|cruised) through|won (?:approval|passage|adoption|the (?:day|vote))|cleared|succeeded)"
FAILED = (
    r"(?:failed(?! (?:in|on|at|after) (?:(?:its|their|his|her|the|that|this|all|two|several|many|repeated|previous|earlier|past|both) |<N> )?(?:\w+ )?(?:attempts?|tries|occasions?|times|efforts?|bids?|goes)\b)(?! in (?:its|their|his|her|the|that|this)\b)(?! <N> times)(?! to (?:get|persuade|convince|have) (?:the |un |u\.n\. |other )*(?:<B>|(?:assembly|council|members|others|enough|world|body)\b))(?! to (?!pass|win|gain|get|secure|obtain|receive|gather|garner|muster|reach|achieve|attract|be adopted))|fails(?! to (?!pass|win|gain|get|secure|obtain|receive|gather|garner|muster|reach|achieve|attract))|(?:fell(?: (?:\w+|<N>)){0,4}|falls) short(?! of (?![^.;,]{0,34}?(?:majority|votes?\b|thirds|threshold|required|needed|necessary|requisite|number|quorum|mark\b|<N>|passing|passage|adopt|approval|support)))|"
    r"did(?: not|n't) (?:pass|carry|succeed|get through|go through)|"
    r"did(?: not|n't) (?:get|win|gain|secure|obtain|receive|gather|garner|muster|reach|achieve|attract)[^.;,]{0,30}? (?:majority|support|votes|backing|threshold)|"
    r"missed (?:the|a)[^.;,]{0,30}? (?:majority|threshold|votes)|collapsed|foundered|was(?: not|n't) (?:adopted|passed|approved))"
)
BODY_ACTS = rx(
    rf"(?<!\w)(?:(?<=\bit was the )<B> that|{ACTOR}){AUX} (?:(?P<adopt>{ADOPT})(?=[^.;]{{0,90}}?(?:\b{g.ONE_TEXT}\b|<Q>|<Y>|\bone\b))|(?P<reject>{REJECT})(?=[^.;]{{0,90}}?(?:\b{g.ONE_TEXT}\b|<Q>|<Y>|\bit\b|amendment|request|bid|motion))|(?P<says>{SAYS})\b)",
    holds=rf" (?:{ADOPT}|{REJECT}|{SAYS}\b)",
)
OBLIGES = r"(?:order(?:ed|s)|oblig(?:ed|es)|compel(?:led|s)|forc(?:ed|es)|requir(?:ed|es)|command(?:ed|s)|instruct(?:ed|s)|outlaw(?:ed|s)|bann(?:ed|s)|abolish(?:ed|es)|(?:made|makes)(?= [^.;]{1,50}\b(?:illegal|right|law|crime|obligation|offen[cs]e|mandatory|compulsory)\b))"
"""Verbs that say a text binds, creates law or does away with something by itself."""
OBLIGED = rx(
    rf"(?<!\w)(?:{ACTOR})(?: (?:has|had|have|on|late|then|also|again|formally|effectively|today|finally|<T>)|,)* (?P<says>{OBLIGES})(?! by\b)",
    holds=rf" {OBLIGES}",
)
EACH_BY_ITSELF = rx(r"\b(?:states|countries|nations|members)\b(?! (?:\w+ )?(?:vot|agreed|decided))")
"""Members that ban or abolish a thing at home, where no vote of theirs is told."""
HANDED_DOWN = rx(
    rf"(?<!\w)(?:{ACTOR})[^.;]{{0,60}}?, (?P<reject>rejecting)\b|\b(?P<adopt>won)(?: \w+){{0,3}} (?:<B>|un|u\.n\.)(?: \w+){{0,2}} (?:vote|approval|backing|endorsement)"
)
PASSIVE = rx(
    rf"(?<![\w'-])(?P<np>{TEXT_NP})(?: (?:to|on whether to|that would|which would|meant to|seeking to|aimed at|calling for) (?:(?! (?:was|were|is|are|has|had|have|that|which|who|and|but) )[^.;,:]){{1,90}}?)?,?{WORDS_BETWEEN} (?:was|were|is|are|has been|have been|had been|got|being|wasn't|weren't){ADVERBS} (?:(?P<reject>{REJECTED})|(?P<adopt>{ADOPTED})|(?P<veto>vetoed|(?:stopped|blocked|killed|thwarted|sunk|quashed|defeated|felled) by [^.;]{{0,40}}?veto))",
    holds=rf"(?:was|were|is|are|been|got|being|n't){ADVERBS} (?:{REJECTED}|{ADOPTED}|vetoed|(?:stopped|blocked|killed|thwarted|sunk|quashed|defeated|felled) by )",
)
PLAIN = rx(
    rf"(?<![\w'-])(?P<np>{TEXT_NP})(?:,? (?:offered|tabled|proposed|submitted|brought|moved|put forward)? ?(?:by|from) (?:the )?(?:<L>|<J>)(?: \w+)?)?(?: (?:for|to|on|in|before|by|from|that|about|against|\w+ing) [^.;,:]{{1,60}}?)?(?: (?:also|then|nonetheless|nevertheless|eventually|finally|easily|comfortably|narrowly|overwhelmingly|however|both|all))*"
    rf" (?:(?P<adopt>{PREVAILED})|(?P<reject>{FAILED}))\b",
    holds=rf" (?:{PREVAILED}|{FAILED})\b",
)
BY_BODY = rx(
    r"\b(?:(?P<adopt>adopted|passed|approved|endorsed)|(?P<reject>rejected|defeated|voted down))(?: \w+ly)? (?:\w+ )?by (?:the )?(?:(?:un|u\.n\.|united nations)(?:'s)? )?(?:<N>-(?:member|nation) )?<B>"
)
STOPPED_BY = rx(
    r"\b(?P<part>amendments?|requests?|bids?|motions? to)\b(?:(?!\b(?:resolution|text|draft)\b(?! (?:was|were)))[^.;])*? (?:was|were|been|being|got|failed|fell)\b(?: [\w-]+){0,4} (?:by|due to|because of|owing to|to) (?:the |a |an |both )?(?:(?:<L>|<J>)(?:'s)?(?: and (?:<L>|<J>))? )?(?:vetoe?s?|$)"
)
"""What a veto stopped is told before it: "the European amendments were blocked by a Russian veto"."""
EFFORT = rx(
    r"\b(?:efforts?|attempts?|bids?|moves?|push|requests?|calls?|plans?|proposals?|suggestions?)\b[^.;,]{0,60} to (?:(?P<change>amend|weaken|water|soften|chang|alter|strengthen|insert|add|includ|delet|remov|strip|ton|modif|rewrit|edit|dilut|revis)|block|delay|postpon|defer|stop|halt|kill|adjourn|divid|split|scupper|prevent)\w*[^.;,]{0,40}$"
)
"""Before "the motion was rejected": what was rejected is the effort to change it, or to stop it."""
PRONOUNS = frozenset({"it", "they", "which", "that", "this", "those"})
OF_A_BODY = rx(
    r"<B>(?:'s)?(?: \([^()]{1,20}\))?,? $|\b(?:those|voters|countries|states|nations|members|abstentions|votes) $"
)
"""Before "which failed": a body, or the voters, and no text."""
NOT_COUNTED = rx(r"not taken into account|not put to")
HEADLINE = rx(
    rf"^(?:the )?(?:un |u\.n\. |<J> |<L>(?:'s|-\w+)? |[\w-]+ ){{0,3}}{g.ONE_TEXT}(?: <Y>)?(?: on [^.;,:]{{1,60}}?)? (?:(?P<adopt>adopted|passed|approved|endorsed)|(?P<reject>rejected|defeated|voted down)|(?P<veto>vetoed))(?= (?:in|at|by|as|after|despite|on|with|over)\b|[,;:]|$)"
)
"""A headline without its verb to be: "Text adopted in UN General Assembly"."""
BY_STATES = rx(
    r"(?: \w+ly| only| mainly)? by (?:(?:both |only |just |the likes of )?(?:the )?(?:<L>|<J>)(?!'s? veto)|(?:(?:<L>(?:'s)?|<J>|(?!and\b|or\b)[\w'-]+) ){0,4}?"
    r"(?:representatives?|ambassadors?|envoys?|delegates?|delegations?|diplomats?|governments?|administration|minist(?:ry|ries|ers?)|officials?|spokes\w+|missions?|speakers?|leaders?|leadership|presidents?|authorities|regime|parliaments?|lawmakers|congress|embassy|rebels|groups?|activists|critics|side)\b)"
)
"""Behind "was rejected": what single states, or people, did, which is no end of the vote."""
BY_SOME = rx(
    rf" by (?:just |only |the )?(?:<N>|several|some|a few|a handful of|a group of|a number of|a minority of) (?:{g.STATES})\b"
)
"""The same of some that are counted: "the adoption by consensus was blocked by three states"."""
KEPT_FROM = rx(
    r"\b(?:fail\w* to be|(?:not|never|n't)(?: yet| ever)?(?: been| be)?|yet to be|without being|halt\w*|block\w*|prevent\w*|stopp?\w*|imped\w*|thwart\w*|delay\w*|against|oppos\w*)(?: the| yet)? ?$"
)
"""Before "adopted by the Council" or "its passage": the text was kept from it, so nothing is said to have been adopted."""
FELL_SHORT = rx(
    r"\b(?:fell|falls?|falling|fallen) (?:just |far |well )?short\b|\b(?:not|n't) (?:be )?enough\b|\bdid not (?:reach|achieve|get|win|attain) (?:the|a|that)\b[^.;]{0,30}(?:two[- ]thirds|majority|threshold|<N>)"
)
"""The text got votes, and too few."""
NOUN = rx(
    r"(?<!for )(?<!of )(?<!secure )(?<!ensure )(?<!to )(?<!towards )(?<!toward )(?<!oppose )(?<!opposed )(?<!opposing )(?<!on )(?<!urged )(?<!urging )(?:(?P<np>the (?:resolution|text|draft|measure|motion|proposal)'s|its|<Q>'s) (?:(?P<adopt>adoption|passage|approval)|(?P<reject>rejection|defeat)))\b"
    r"|\b(?P<passage>adoption|passage|approval) of (?:the |a )?(?:[\w-]+ ){0,3}?(?:resolution|text|draft|measure|<Q>|<Y>)(?: by (?:the )?<B>)? (?:came|followed|was)\b"
)
BY_ALL = rx(r",? (?:by (?:full |general )?consensus|unanimously|by acclamation|without a vote|with one voice)\b")
HOPED_FOR = rx(
    r"\b(?:overwhelming|unanimous|unanimity|broad|wide|full|universal|hoped|expected|wanted|as much|record)\b"
)
STATE_NEXT = rx(r" <L>(?!'s|-)")
FAILED_TO_GET = rx(
    rf"\b(?:failed|did not manage|was unable|were unable) to (?:get|persuade|convince|have) (?:the )?(?:<B>|un|u\.n\.|council|assembly|members)[^.;,]{{0,20}}? (?:to )?(?:adopt|approve|pass|back|endorse)[^.;,]{{0,40}}?\b{g.ONE_TEXT}\b"
)
INTO_TEXT = rx(
    r"\b(?:amendments?|language|wording|paragraphs?)\b[^.;]{0,60}? (?:was|were|had been|has been)(?: \w+ly)? (?P<adopt>written into|added to|inserted into|inserted in|included in|accepted)"
)
VETO = rx(
    r"\b(?:veto(?:ed|es|ing)|us(?:ed|es|ing) (?:its|their|his|the)(?: \w+)? veto(?:e?s|(?: power)s?)?|(?:wield|exercis|deploy)(?:e?d|e?s|ing) (?:its|their)(?: \w+)? veto(?:e?s|(?: power)s?)?|cast(?:s|ing)? (?:a|its|the|their)(?: \w+){0,2} veto(?:e?s)?|(?:block|kill|stopp?|thwart|quash|defeat)(?:ed|s) [^.;,<L><N>]{1,60}? (?:with|by using|using|by casting) (?:its|their|a|the)(?: \w+)? veto)\b"
)
BLOCKS = rx(
    rf"\b(?:block|torpedo|scupper|thwart|quash)(?:e?[sd]|ing)\b(?=[^.;:<N>]{{0,90}}?\b(?:{g.ONE_TEXT}|bid|membership|demand|call|push)\b)(?! (?:by|from|statements?)\b)(?![^.;,]{{0,60}}(?:statement|consensus|sale|access|entry|road|border))"
)
"""What a permanent member does to a text, by its veto or otherwise: "the US blocked a resolution on Gaza"."""
BLOCKED_BY = rx(
    rf"(?<![\w'-])(?:{TEXT_NP}),?{WORDS_BETWEEN} (?:was|were|been|being|got){ADVERBS} (?:blocked|torpedoed|scuppered|thwarted|quashed|killed) by (?:both )?(?:the )?(?P<l><L>)(?!'s|-)",
    holds=r"(?:blocked|torpedoed|scuppered|thwarted|quashed|killed) by ",
)
VETO_OF = rx(
    r"(?P<l><J>(?: and <J>)?|<L>(?:'s)?)(?: \w+)? veto(?:e?s)?\b(?! power| right| wielding| threat| in \d)(?P<did>(?: \w+ly)? (?:block(?:ed|s)|kill(?:ed|s)|den(?:ied|ies)|stopp?(?:ed|s)|thwart(?:ed|s)|prevent(?:ed|s)|sank|doomed|defeated|struck down|scuppered|quashed|halted)|(?= on <T>| as well|[,.]| after| of (?:a|the|an)\b))"
)
VETO_BY = rx(
    r"\b(?:(?:fell|lost|fallen|succumbed) (?:victim )?to|(?:blocked|killed|stopped|sunk|defeated|thwarted|felled|struck down|brought down|halted) by|because of|owing to|due to) (?:a|the|another)(?: \w+)? veto (?:by|from|of|cast by) (?P<l><L>)(?!'s|-)|\bvetoed (?:\w+ly )?by (?:both )?(?P<l3><L>)(?!'s|-)"
    r"|(?<!threat of )(?<!fear of )(?<!risk of )\b(?:a|the) veto (?:by|from|of|cast by) (?P<l2><L>) (?:block(?:ed|s)|kill(?:ed|s)|stopp?(?:ed|s)|thwart(?:ed|s)|prevent(?:ed|s)|sank|doomed|defeated|struck down|scuppered|quashed|halted|ended)"
)
"""The veto before the state: "fell to a veto by Russia", "a veto by Russia killed the text"."""
BY_WHOM = rx(r"(?: \w+ly)? by (?:the )?(?:(?:un|u\.n\.|united nations)(?:'s)? )?(?:<N>-(?:member|nation) )?<B>")
UNANIMOUS = rx(
    r"\bunanimous(?:ly)?\b|\bby (?:\w+ )?consensus\b|without a vote\b|without (?:any )?opposition|without dissent|\bnem\.? con"
)
NOT_UNANIMOUS = rx(
    r"\b(?:not|n't|hardly|far from|near(?:ly)?|almost|virtually|practically|all but|close to|non)(?:-| \w+)? ?unanimous"
)
TRIGGER = rx(
    r"adopt|pass|approv|endors|back|reject|vot|turned down|defeat|threw|condemn|demand|deplor|denounc|call|urg|declar|suspend|renew|extend|authori|impos|lift|establish|carried|fail|veto|fell|prevail|sailed|went through|got through|blocked|struck|stripp|expel|kept|widen|"
    r"block|torpedo|scupper|thwart|quash|grant|recogni|rebuk|hand|won|missed|did not|not taken|language|wording|short|oust|kick|upgrad|ask|welcom|request|creat|launch|green|accept|order|sanction|embargo|oblig|compel|forc|requir|command|instruct|outlaw|bann|abolish|made |makes"
)
PAST_TEXTS = rx(
    r"\b(?:resolutions|texts|previous|earlier|past|every|any|each|other|similar|many|dozens|several|numerous|hundreds)\b"
)
