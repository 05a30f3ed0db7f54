//! How people ask to meet in English, as `pattern` reads it. Phrases only: what stands against one is weighed by `meeting`.

pub(super) const WANTED: &str = "
    schedule|book|arrange|organise ... call|meeting|demo|session|chat|appointment|walkthrough
    organize|plan|coordinate|setup ... call|meeting|demo|session|chat|appointment|walkthrough
    schedule|book|arrange|organise|organize|plan|coordinate|setup ... conversation|catch|zoom|sync|visit|slot|time
    calendar|find|scheduling|arranging ... call|meeting|demo|session|chat|appointment|walkthrough
    booking|rearrange|reschedule|hold ... call|meeting|demo|session|chat|appointment|walkthrough
    calendar|find|scheduling|arranging|booking|rearrange|reschedule|hold ... conversation|catch|zoom|sync|visit|slot|time
    schedule|find|pick|fix ... time|date|slot ?to|for|that|with|next|this|in|on
    set up|setup ... call|meeting|demo|session|chat|time|zoom|conversation|something / reschedule / rearrange
    set something up / put ... time|something|meeting|call ... calendar|diary|in
    hop|jump|get|getting|hopping|jumping on|onto a|an|another ... call|zoom|meet|phone / get together
    get you on|in ... call|meeting
    have|having|do|need a ... call|meeting|demo|chat|catch|conversation|zoom|sync next|this|tomorrow|on|with|about|to|some
    have|having|do|need a ... call|meeting|demo|chat|catch|conversation|zoom|sync at|in|monday|tuesday
    have|having|do|need a ... call|meeting|demo|chat|catch|conversation|zoom|sync wednesday|thursday|friday|sometime|$
    can|could|shall|should|may|might we|i ... meet|speak|chat|talk|call ?up ?up ?you|live|this|on|about
    can|could|shall|should|may|might we|i ... meet|speak|chat|talk|call ?up ?up ?next|tomorrow|$|briefly|in|at
    can|could|shall|should|may|might we|i ... connect|discuss|sync|catch|phone|zoom ?up ?up ?you|live|this|on|about
    can|could|shall|should|may|might we|i ... connect|discuss|sync|catch|phone|zoom ?up ?up ?next|tomorrow|$|briefly|in|at
    can|could|shall|should|may|might we|i ... meet|speak|chat|talk|call ?up ?up ?by|over|sometime|for|with|again
    can|could|shall|should|may|might we|i ... connect|discuss|sync ?up ?up ?by|over|sometime|for|with|again
    can|could|shall|should|may|might we|i ... catch|phone|zoom ?up ?up ?by|over|sometime|for|with|again
    can|could|shall|should|may|might we|i ... meet|speak|chat|talk|call ?up ?up ?soon|monday|tuesday
    can|could|shall|should|may|might we|i ... meet|speak|chat|talk|call ?up ?up ?wednesday|thursday|friday
    can|could|shall|should|may|might we|i ... connect|discuss|sync|catch|phone|zoom ?up ?up ?soon|monday|tuesday
    can|could|shall|should|may|might we|i ... connect|discuss|sync|catch|phone|zoom ?up ?up ?wednesday|thursday|friday
    can|could|shall|should we|i have|do|get|move|push|postpone|bring|make|shift ... call|meeting|demo|chat
    can|could|shall|should we|i have|do|get|move ... session|appointment|slot|conversation|zoom
    can|could|shall|should we|i push|postpone|bring|make|shift ... session|appointment|slot|conversation|zoom
    can|could you do|make monday|tuesday|wednesday|thursday|friday|tomorrow|next|#|at|on|it|sometime|either
    can|could|would you ... meet|speak|talk|chat|join ?us|with|me|next|on|tomorrow|this|for|$|at|a
    can|could|would you ... call|ring|phone me|us|back
    can|could|would you ... demo|demonstrate|walk us|me|through|the|it|how|this
    can|could|would you show|give us|me|our ... demo|live|walkthrough|presentation|tour
    can|could|would you ... present ... to|our|us
    would|could|might ... be possible|able ... meet|speak|talk|call|chat|demo|meeting
    are you|u ... available|free|around ?for|on|next|this|tomorrow|at|in|monday|tuesday|wednesday|thursday
    are you|u ... available|free|around ?friday|to|any|between|sometime|later|today|$|either|the|early|or
    are you open|up ... call|meeting|chat|meet|talk|demo|speak|coffee
    do|would|will|have you|u ?guys ... time ?available|free|slot for|to|next|this|tomorrow|on|$|monday
    do|would|will|have you|u ?guys ... time ... tuesday|wednesday|thursday|friday|today|later|in|at
    do|would|have you|u ... # min|mins|minutes|minute|m
    do|would|have you have|any|got|some|a ... availability|slot|slots|opening|openings|moment|window|minutes|capacity
    do|would you have half|fifteen|twenty|thirty|ten|five ... hour|minutes|mins|min
    what|which|when|any|some ... time|times|day|days|date|dates|slot|slots ... work|works|suit|suits|good|best
    what|which|when|any|some ... time|times|day|days|date|dates|slot|slots ... convenient|free|available
    what|which|when|any|some ... time|times|day|days|date|dates|slot|slots ... fit|fits|would|are
    when ... are|would|could|can|is|might|do|shall|should|will you|we|it ... available|free|meet|talk|speak|call|chat|good
    when ... are|would|could|can|is|might|do|shall|should|will you|we|it ... convenient|catch|connect|work
    when ... are|would|could|can|is|might|do|shall|should|will you|we|it ... suit|time|have|best|around
    when works|suits|is good|would work|would suit / when ... time|call|meet|talk|speak|chat
    does|would|will|is|how|what ... monday|tuesday|wednesday ... work|works|suit|suits|fit|fits|convenient|good
    does|would|will|is|how|what ... thursday|friday|saturday ... work|works|suit|suits|fit|fits|convenient|good
    does|would|will|is|how|what ... sunday|mon|tue|tues|wed|thu ... work|works|suit|suits|fit|fits|convenient|good
    does|would|will|is|how|what ... monday|tuesday|wednesday|thursday|friday|saturday ... ok|okay|fine|possible
    does|would|will|is|how|what ... monday|tuesday|wednesday|thursday|friday|saturday ... for|better|at|free|available
    does|would|will|is|how|what ... sunday|mon|tue|tues|wed|thu ... ok|okay|fine|possible|for|better|at|free|available
    does|would|will|is|how|what ... thur|thurs|fri|tomorrow|#|afternoon ... work|works|suit|suits|fit|fits|convenient|good
    does|would|will|is|how|what ... morning|noon|lunch|next|then|week ... work|works|suit|suits
    does|would|will|is|how|what ... morning|noon|lunch|next|then|week ... fit|fits|convenient|good
    does|would|will|is|how|what ... thur|thurs|fri|tomorrow|#|afternoon ... ok|okay|fine|possible
    does|would|will|is|how|what ... thur|thurs|fri|tomorrow|#|afternoon ... for|better|at|free|available
    does|would|will|is|how|what ... morning|noon|lunch|next|then|week ... ok|okay|fine|possible
    does|would|will|is|how|what ... morning|noon|lunch|next|then|week ... for|better|at|free|available
    does|would|will|is ... monday|tuesday|wednesday|thursday|friday ... work|suit|fit|convenient ... you|your|call|meeting
    does|would|will|is ... tomorrow|#|week|time|day|slot ... work|suit|fit|convenient ... you|your|call|meeting
    how|what about|bout ... monday|tuesday|wednesday|thursday|friday week|afternoon|lunch|coffee|call|meeting|chat
    how|what about|bout ... saturday|sunday|tomorrow|#|next week|afternoon|lunch|coffee|call|meeting|chat
    propose|suggest|offer|send|share|give|provide ... times|slot|slots|dates|availability|availabilities
    sending|suggesting|proposing|name|pick|choose|forward ... times|slot|slots|dates|availability|availabilities
    propose|suggest|offer|send|share|give|provide ... invite|invitation|calendly|timeslot|timeslots|appointment
    sending|suggesting|proposing|name|pick|choose|forward ... invite|invitation|calendly|timeslot|timeslots|appointment
    propose|suggest|offer|pick|choose|name ... time|date|day|meeting|call
    call|ring|phone me|us ?back ?on|at|tomorrow|today|when|if|any|this|next|monday|tuesday
    call|ring|phone me|us ?back ?wednesday|thursday|friday|please|asap|sometime|in|before|after|$|#
    give|gives me|us a ... call|ring|buzz|shout
    let me|us know ... available|availability|free|times|slot|slots|meet|call|chat
    let me|us know when|what ?time|times ?you|would|is ?are|can ... available|free|suits|works|good|best|convenient|meet|talk|speak|around
    let me|us know if|whether|which ... monday|tuesday|wednesday|thursday|friday ... work|works|suit|suits|convenient
    let me|us know if|whether|which ... monday|tuesday|wednesday|thursday|friday ... fit|fits|good|ok|possible
    let me|us know if|whether|which ... tomorrow|#|that|this|either|any ... work|works|suit|suits|convenient
    let me|us know if|whether|which ... tomorrow|#|that|this|either|any ... fit|fits|good|ok|possible
    let's|lets|let us ... meet|schedule|set|book|speak|talk|jump|hop|connect ?up ?up ... call|time|week|tomorrow|monday
    let's|lets|let us ... meet|schedule|set|book ?up ?up ... tuesday|wednesday|thursday|friday|on|this
    let's|lets|let us ... speak|talk|jump|hop|connect ?up ?up ... tuesday|wednesday|thursday|friday|on|this
    let's|lets|let us ... catch|arrange|find|call|chat ?up ?up ... call|time|week|tomorrow|monday
    let's|lets|let us ... discuss|sync|zoom|reconnect|plan ?up ?up ... call|time|week|tomorrow|monday
    let's|lets|let us ... catch|arrange|find|call|chat ?up ?up ... tuesday|wednesday|thursday|friday|on|this
    let's|lets|let us ... discuss|sync|zoom|reconnect|plan ?up ?up ... tuesday|wednesday|thursday|friday|on|this
    let's|lets|let us ... meet|schedule|set|book|speak|talk|jump|hop|connect ?up ?up ... next|meeting|demo|$|about|it
    let's|lets|let us ... meet|schedule|set|book|speak|talk|jump|hop|connect ?up ?up ... soon|live|a|in|something|at
    let's|lets|let us ... catch|arrange|find|call|chat ?up ?up ... next|meeting|demo|$|about|it
    let's|lets|let us ... catch|arrange|find|call|chat ?up ?up ... soon|live|a|in|something|at
    let's|lets|let us ... discuss|sync|zoom|reconnect|plan ?up ?up ... next|meeting|demo|$|about|it
    let's|lets|let us ... discuss|sync|zoom|reconnect|plan ?up ?up ... soon|live|a|in|something|at
    love|like|happy|want ... see|have|get|schedule|book|arrange ?up ... demo|demonstration|call|meeting|walkthrough
    wanted|keen|glad|interested ... see|have|get|schedule|book|arrange ?up ... demo|demonstration|call|meeting|walkthrough
    love|like|happy|want ... seeing|having|watch ?up ... demo|demonstration|call|meeting|walkthrough
    love|like|happy|want ... getting|set|join|request ?up ... demo|demonstration|call|meeting|walkthrough
    wanted|keen|glad|interested ... seeing|having|watch ?up ... demo|demonstration|call|meeting|walkthrough
    wanted|keen|glad|interested ... getting|set|join|request ?up ... demo|demonstration|call|meeting|walkthrough
    love|like|happy|want ... see|have|get|schedule|book|arrange ?up ... presentation|session|chat|conversation|time
    wanted|keen|glad|interested ... see|have|get|schedule|book|arrange ?up ... presentation|session|chat|conversation|time
    love|like|happy|want ... seeing|having|watch ?up ... presentation|session|chat|conversation|time
    love|like|happy|want ... getting|set|join|request ?up ... presentation|session|chat|conversation|time
    wanted|keen|glad|interested ... seeing|having|watch ?up ... presentation|session|chat|conversation|time
    wanted|keen|glad|interested ... getting|set|join|request ?up ... presentation|session|chat|conversation|time
    great|good|open|wish ... see|have|get|schedule|book|arrange ?up ... demo|demonstration|call|meeting|walkthrough
    eager|need|helpful|useful ... see|have|get|schedule|book|arrange ?up ... demo|demonstration|call|meeting|walkthrough
    great|good|open|wish ... seeing|having|watch ?up ... demo|demonstration|call|meeting|walkthrough
    great|good|open|wish ... getting|set|join|request ?up ... demo|demonstration|call|meeting|walkthrough
    eager|need|helpful|useful ... seeing|having|watch ?up ... demo|demonstration|call|meeting|walkthrough
    eager|need|helpful|useful ... getting|set|join|request ?up ... demo|demonstration|call|meeting|walkthrough
    great|good|open|wish ... see|have|get|schedule|book|arrange ?up ... presentation|session|chat|conversation|time
    eager|need|helpful|useful ... see|have|get|schedule|book|arrange ?up ... presentation|session|chat|conversation|time
    great|good|open|wish ... seeing|having|watch ?up ... presentation|session|chat|conversation|time
    great|good|open|wish ... getting|set|join|request ?up ... presentation|session|chat|conversation|time
    eager|need|helpful|useful ... seeing|having|watch ?up ... presentation|session|chat|conversation|time
    eager|need|helpful|useful ... getting|set|join|request ?up ... presentation|session|chat|conversation|time
    love|like|happy|want|keen|glad ... to meet|speak|talk|chat|connect|discuss ?up ?you|with|by|over|this
    love|like|happy|want|keen|glad ... to meet|speak|talk|chat|connect|discuss ?up ?next|on|about|in|further|live
    interested|open|great|nice|good|pleasure ... to meet|speak|talk|chat|connect|discuss ?up ?you|with|by|over|this
    interested|open|great ... to meet|speak|talk|chat|connect|discuss ?up ?next|on|about|in|further|live
    nice|good|pleasure ... to meet|speak|talk|chat|connect|discuss ?up ?next|on|about|in|further|live
    love|like|happy|want|keen|glad ... to meet|speak|talk|chat|connect|discuss ?up ?more|some|sometime|person|$
    interested|open|great|nice|good|pleasure ... to meet|speak|talk|chat|connect|discuss ?up ?more|some|sometime|person|$
    love|like|happy|want|keen|glad ... to meet|speak|talk|chat|connect|discuss ?up ?monday|tuesday|wednesday
    love|like|happy|want|keen|glad ... to meet|speak|talk|chat|connect|discuss ?up ?thursday|friday|tomorrow
    interested|open|great|nice|good|pleasure ... to meet|speak|talk|chat|connect|discuss ?up ?monday|tuesday|wednesday
    interested|open|great|nice|good|pleasure ... to meet|speak|talk|chat|connect|discuss ?up ?thursday|friday|tomorrow
    love|like|happy|want|keen|interested|open|worth|up ... to|in|for|a|having ... demo|call|meeting|chat|quick call|zoom
    request ... demo|call|meeting / book|grab|pick|choose ... time|slot|my|calendar|here
    calendar|meeting|calendly|teams|zoom invite|invitation|link|request ... please|could|send|for|would / calendly com
    your|u availability / my|our availability|calendar ... is|below|follows|this|next|here|link
    i|i'm|we|we're|im|am ... free|available ... on|monday|tuesday|wednesday|thursday|friday|tomorrow|next|this
    i|i'm|we|we're|im|am ... free|available ... at|between|after|before|from|any|all|until|most|#
    i|we can|could ... do|make|offer|meet|talk|speak|call|join monday|tuesday|wednesday|thursday|friday|tomorrow
    i|we can|could ... do|make|offer|meet|talk|speak|call|join next|on|at|#|any|either|you
    works|work|suits best|better|well for|on|me|us ... monday|tuesday|wednesday|thursday|friday|tomorrow
    monday|tuesday|wednesday|thursday|friday|tomorrow ... work|works|suit|suits ?best|better ?well for|you
    monday|tuesday|wednesday|thursday|friday|tomorrow ... okay|ok|possible|good|convenient ?best|better ?well for|you
    # ?minute|minutes|min|mins call|chat|meeting|intro|zoom|demo|conversation ... next|this|tomorrow|on|to
    # ?minute|minutes|min|mins call|chat|meeting|intro|zoom|demo|conversation ... monday|tuesday|wednesday|thursday|friday
    quick|short|brief|intro|introductory|discovery call|chat|meeting|zoom|demo ... next|this|tomorrow|sometime|week|monday
    quick|short|brief call|chat|meeting|zoom|demo ... tuesday|wednesday|thursday|friday|would|soon
    intro|introductory|discovery call|chat|meeting|zoom|demo ... tuesday|wednesday|thursday|friday|would|soon
    meet ... in person|for coffee|for lunch|next week|this week|tomorrow
    grab|have ... coffee|lunch ... next|this|sometime|together|with / slots|times ... work ... you
    time|good ... to meet|talk|chat|speak|call|connect
    ";
