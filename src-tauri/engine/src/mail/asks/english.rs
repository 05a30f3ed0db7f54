//! How people ask in English without a question mark, as `pattern` reads it.

/// Who asks through the writer.
pub(super) const THIRD: &str = "legal|procurement|purchasing|finance|security|auditor|auditors|boss|cfo|cto|ceo|ciso|it|dpo|director|manager|committee|board|controller|accountant|colleague|colleagues|lawyer|lawyers|council|panel|department|people|accounting|head|president|compliance|customer|customers|management|buyer|works|insurance|bank|team|audit|they|he|she|who";
pub(super) const WANTS: &str = "
    i|we|i'd|we'd|i'll|we'll ?would|will|do|really|still|also|only|just|now ?also|just|still|only need|require|want|lack a|an|the|your|you|some
    i|we|i'd|we'd|i'll|we'll ?would|will|do|really|still|also|only|just|now ?also|just|still|only need|require ... from|more|two|three|#|one|both|it|asap|clarity|proof|evidence
    i|we|would|i'd|we'd|also|still|just|only|then|first need|want|wish|have to know|see|understand|receive|check with|get|ask|hear|confirm|verify|clarify
    like|love|keen|curious|interested|want|wants|wish|wishes|able|needs|prefer|helpful|useful ?for ?me|us to know|hear|understand|learn|clarify|see|verify|find|ask|get|have|receive|confirm
    curious|wonder|wondering ... to|how|what|whether|if|about|why|when|who / need|needs ... from you|your
    interested ... in ... a|an|your|the|more
    good|great|nice|helpful|useful|ideal|lovely|perfect ?if ?we|you|i|to to|if|could ... have|get|see|know|had|share|send|include|add
    help|helps|helped ?me|us|a ?lot ... to|if ?we|i|you ... see|have|had|know|get|could|share
    could do|use with|a|some|your
    wants|want|would|needs|need|asks|ask|asking|insists|insist|wonders|wondering|require|requires|expects ?like ?to ?know|see|understand|confirm ?in whether|if|how|who|what|which|why|when|where
    @third ?would|also|now|still|will|is|are|has|have wants|want|needs|need|asks|ask|asking|requires|require|expects|expect|insists|insist|demands|asked ... for|whether|a|an|the|your|three|two|#|how|who|what|if|proof|to
    @third would|also like ... to|a|an|the|your|two|three|#|proof
    missing|lacking|absent ... from|on|is|the|a|an|your|in / what's|is|are|was|still|only|are|we're|i'm|we|i missing
    isn't|wasn't|not|aren't on|in|included|attached it|there|here
    haven't|hasn't|never|not|didn't ?yet ?had|been|seen|got|gotten ?yet received|arrived|got|get|receive|come ?yet ?through|back|the|your|it|a|anything|from|any
    didn't|did|couldn't|could|can't|can ?not|never find|open|download|see|read|access|log|locate
    awaiting|await|chasing / waiting|wait ?still for|on ... your|the|a|feedback|reply|answer|it|this|you|news|confirmation
    keep me|us|everybody|everyone|them ... posted|informed|updated
    still|remains|remain|is|are|yet ?not open|outstanding|unclear|unanswered / unclear|unsure
    not ?quite|entirely|yet ?really sure|clear|certain|understand ... how|what|if|whether|why|when|who|which|about
    before|until|once|unless|as ... we|i|they|legal|procurement|you ... sign|order|proceed|approve|pay|countersign|release|go|start|commit ... need|has|have|must|should|want|would|there
    can't|cannot|won't|not|couldn't|don't|unable ... without|until|unless ...
    without ... can't|won't|cannot|not|couldn't|don't|nothing
    has|have|needs|need|must|should|ought ?to ?be to ... be|come|go|read|say ... corrected|changed|removed|countersigned|out|amended|added|returned|updated|revised|fixed|raised|extended|deleted|adapted|reissued|done|sent
    needs|need|must|should be|changing|fixing|correcting|updating|amending ... corrected|changed|removed|countersigned|amended|added|returned|updated|revised|fixed|raised|extended|deleted|adapted|$|to|before|by|at
    must|should|needs|has be|to ... otherwise|or|instead|at|at|max|maximum|before|days
    happy|ready|willing ... sign|order|go|proceed ... once|if|when|as|provided
    as soon as they|we|i|it|you ... get|have|receive|is|are
    i'd|would|we'd|be|much|really|greatly grateful|appreciate|obliged|thankful ... if|for|your|it|a|an|to
    appreciate|grateful if|it|for ?if ... could|you|would|advice|can
    request|requesting|requested you|to|that|for|a|the|your / ask|asking|beg you to|for
    like to request|order|ask|buy|add|have|receive|get
    one|a|two|three|few|couple|some|# ?quick|more|last|other|small|remaining|further|open|short question|questions|point|points|thing|query|queries|doubts|doubt|issues ... from|about|left|on|open|missing|for|is|are|before|to|regarding|remain|over|we|i|:|$
    question|query about|on|from|regarding|is|for / quick|short|small|another|last|one question|query ...
    any ?chance|update|news|idea|progress|thoughts|way|luck|eta|word|timeline
    doesn't|don't|does|do|not|isn't|stopped ?not work|working|load|open|sync|start|respond ... for|since|on|any|anymore|again|$|in|here|when|with
    fails|failing|crashes|broken|error ... with|since|when|on|error|please|again|every|message|shows|code
    error message|when|since|code / breaks|broke|hurts our|us|the
    your thoughts|opinion|view|advice|take|comments|feedback|input|position ... welcome|appreciated|on|please|would
    what do you / much appreciated if
    please ?can|could you|advise|do|change|also / how much|many ... is|for|are|would|does|do|per|do|seats|users|to
    looking|search|searching for ... something|a|an|solution|software|tool|system / we're|am|i'm|are looking for|at
    in search of / get|send|receive ... quote|quotation|offer ?for / discount|discounts ?for|possible
    possible|any ... discount|rebate / tell me|us
    explain|clarify|specify|elaborate ... how|what|why|whether|the|who|when / by when
    by friday|monday|tuesday|wednesday|thursday|tomorrow|noon|eod|cob|eow please|latest
    asap / at your|the earliest|convenience ... / eagerly|i|we ?eagerly wait ?for|your / have ... concerns|concern|doubts
    worried|concerned|worries|worry ... about|that|because|whether
    otherwise|or i|we can't|cannot|won't / would prefer|rather ... if|the|a|to|net|different
    whichever|whatever|anything you ... can|have|need
    i ask|request|wait|await ?for ?you|your
    us|me ... with|have a|an|the|your copy|list|quote|version|link|invoice|offer|reference|sample|template
    ";
/// Imperatives, at the beginning of a clause.
pub(super) const OPENS: &str = "
    send|resend|forward|share|provide|confirm|check|fix|change|correct|update|amend|remind|tell|clarify|attach|include|replace|adjust|extend|reissue|give me|us|the|your|a|an|it|this|that|these|over|them|him|her|our|both|all|as|to|if|whether|when|what|where|how|back|again|and|by|with|another|#
    issue|raise|move|show|put|upload|submit|return|sign|complete|cancel|split|remove|delete|activate|enable|reset|unlock|drop|quote|add|set|make|assign|invite|switch|restore|import|deactivate me|us|the|your|a|an|it|this|that|these|them|our|in|up
    add|invite|include|assign|give|move ... to|as|on|access|admin / remind me|us / tell me|us|him|her
    explain|clarify|advise|specify|confirm|resend|redo|correct|amend $
    explain|specify|describe|advise|detail how|what|why|whether|the|your|who|when|which|on|if
    get|bring me|us ... a|the|your|an|some|quote / look into ... / find out / make sure / ensure that|the|you|we
    see if|whether|about|what / quote me|us|for
    price|prices|pricing|cost|costs ?list|range for|of|per|please|if|to|with|at|$
    need|needs|require|requires|want|looking|requesting|request|chasing|awaiting|waiting|wondering|hoping|asking a|an|the|your|to|for|if|on|this|po|invoice|whether|some|two|three|more|it|you|these|those|pricing|quote|docs|#|asap
    following up|on
    did|do|does|have|has|had|is|are|was|were|can|could|would|will|should|may|might|am|shall you|u|we|i|it|there|the|this|that|your|they|he|she|training|our|my|any|these|those|somebody|someone|anybody|anyone|support|everything|all
    curious|interested|keen ... / advise please|on|if|asap|the|whether|us / possible to / any ... $ / same question
    and if|how|what|when|where|who|why|which ... / and for ?#|the|our|us ... $ / whose|whom
    do|does ... have|need|support|offer|include|cover|work|run|cost|apply
    send|mail|email|fax|ping|text ... me|us|through|asap
    ";
/// Question words, at the beginning of a main clause.
pub(super) const QUESTIONS: &str = "
    what|when|where|how|which|who|why|whom|whose ?else|exactly|also is|are|do|does|did|can|could|would|will|should|much|many|about|long|soon|have|has|was|were|often|far|to|kind|sort|type|of|happens|if|time|version|one|price|format|file|big|fast|you|we|i|handles|takes|pays|holds|owns
    what's|when's|where's|how's|who's|why's|how'd|what're ... / whether|if ... or not $
    ";
/// What looks like it and asks for nothing.
pub(super) const NOT: &str = "
    not|isn't|aren't|never interested|relevant|keen ... / exactly|just ?what ... / see|speak|talk you|u|then|soon ...
    like|love|want|wanted to thank|say|tell|inform|introduce|apologise|apologize|congratulate|share|wish|express|stress|point|let|update|add
    no need|reason|doubt|question|questions|rush ...
    not|don't|doesn't|didn't need|require|want|have ... to|any|the|a|an|it
    any questions|doubts|issues|further|problems|concerns|additional / in any case|way
    if ... need|require|want ... anything|more|further|any|help|me|us / any ... questions|help / whatever you need
    anything you need / needs no / nothing
    hope ... / have|had what|everything we|i ... need|needed / what ?we|i ... needed|wanted
    all|everything|exactly ?that ... we|i need|needed / as requested|promised|agreed|discussed|asked / thanks|thank ...
    i'll|we'll|will tell|ask|let
    wait and see / good to know|hear|see|have|get / not realistic|feasible any more / stay|stays|remain|remains unsigned
    nice|great|glad|happy|delighted|pleased to know|hear|see|learn|read|have|tell|confirm|report|inform
    i|we|he|she|they asked|told|said|wondered|wanted ... / asked me|us|her|him
    when ... / as|if|because|since|after|while ... wanted / get back to you / will|we'll|i'll ... let you know
    as you know / let you know / that's what ... / you ... looking for / happy|glad to help|assist|explain|answer
    ";
