"""Hand-written words and sentence frames: everyday requests and questions about many subjects.

The frames give the student sentences from domains that the real corpus barely covers. They carry no
labels; the teacher says what every sentence means.
"""

# Things a customer has or talks about, by trade.
OBJECTS = {
    "money": """debit card|credit card|prepaid card|virtual card|bank account|savings account|joint account|
        direct debit|standing order|bank transfer|wire transfer|card payment|cash withdrawal|cheque|deposit|
        loan|mortgage|overdraft|interest rate|exchange rate|transaction fee|foreign currency|pin code|statement|
        refund|pending payment|top up|balance|credit limit|credit score|account number|tax return|invoice|
        salary|pension|insurance policy|claim|investment fund|stock portfolio|crypto wallet|receipt|identity check|
        contactless payment|mobile wallet|cash machine|beneficiary|payment limit|monthly fee""",
    "shopping": """order|parcel|delivery|return label|gift card|discount code|shopping cart|subscription|warranty|
        replacement part|shoes|winter jacket|sofa|washing machine|laptop|headphones|loyalty points|price match|
        out of stock item|wish list|customer review|store pickup|delivery slot|size chart""",
    "travel": """flight|hotel booking|train ticket|boarding pass|rental car|visa|passport|suitcase|seat upgrade|
        travel insurance|airport transfer|layover|cruise|itinerary|room reservation|bus pass|toll road|ferry|
        vacation rental|travel agent|jet lag|road trip|city tour|border crossing""",
    "technology": """phone|phone plan|sim card|data roaming|broadband|router|wifi password|email account|
        password|two factor code|app|software update|printer|backup|hard drive|cloud storage|spreadsheet|
        database|api key|access token|web server|docker container|kubernetes cluster|python script|
        java program|git branch|unit test|login page|mobile app|operating system|browser|firewall|
        machine learning model|neural network|smart watch|video call|screen reader|dark mode""",
    "health": """appointment|prescription|blood test|vaccine|headache|back pain|allergy|diet|sleep|
        blood pressure|dentist|knee injury|fever|medical record|therapy session|gym membership|vitamins|
        heart rate|eye exam|health insurance|pregnancy|skin rash|workout plan""",
    "home": """electricity bill|water meter|gas bill|heating|leaking tap|rent|lease|landlord|deposit|
        house keys|garden|kitchen sink|thermostat|light bulb|vacuum cleaner|neighbour|parking permit|rubbish collection|
        smoke alarm|moving house|dishwasher|air conditioner""",
    "work": """payslip|holiday request|sick leave|expense report|meeting|meeting room|job offer|interview|resume|
        cover letter|contract|work laptop|performance review|training course|parental leave|overtime|project plan|
        team lunch|deadline|presentation|business trip|promotion|remote work|onboarding""",
    "learning": """homework|essay|thesis|exam|course|degree|scholarship|student loan|lecture|
        physics problem|chemistry experiment|history lesson|math equation|foreign language|grammar|
        university application|school bus|reading list|class schedule""",
    "leisure": """movie|song|playlist|podcast|book|novel|concert ticket|football match|video game|board game|recipe|
        restaurant|coffee|pizza|birthday party|wedding|museum|hike|guitar|photo|dog|cat|joke|holiday gift|
        radio station|alarm|timer|reminder|calendar event|shopping list|weather forecast|news|traffic""",
    "public": """driving licence|car registration|speeding ticket|voter registration|birth certificate|marriage licence|
        residence permit|council tax|court date|police report|public library|tax refund|unemployment benefit|
        social security number|building permit|recycling bin|complaint""",
}

# What somebody wants done with a thing.
ACTIONS = """activate|cancel|change|check|close|open|order|return|replace|report|renew|update|upgrade|transfer|track|
    find|lose|block|unblock|freeze|verify|dispute|pay for|get|book|reschedule|move|share|delete|restore|reset|
    set up|turn on|turn off|connect|disconnect|download|upload|print|repair|clean|compare|buy|sell|rent|borrow|
    cancel the renewal of|apply for|sign up for|get a refund for|ask about|complain about|extend|confirm|
    look up|explain|schedule|stop|start|add|remove|rename|split|schedule a call about|insure|register|
    improve|speed up|protect|choose|understand|learn about|troubleshoot|export|import|configure|deploy|test"""

# What goes wrong with a thing.
TROUBLES = """has not arrived|is not working|was declined|is missing|was stolen|got lost|is late|was charged twice|
    is too expensive|has expired|keeps failing|is still pending|was rejected|is wrong|has disappeared|was cancelled|
    does not match|is blocked|stopped working|is broken|cannot be found|is too slow|was not refunded|never showed up|
    looks different from what i expected|was sent to the wrong address|needs to be replaced|is stuck|was hacked|
    is out of date|makes a strange noise|cost more than it should|was not accepted abroad|has been delayed|
    is overheating|is being used by someone else|did not go through|is damaged|will not open|was closed by mistake"""

# Frames: {o} thing, {o2} another thing, {a} action, {t} trouble, {p} place, {d} time, {s} subject, {s2} subject, {j} job.
REQUEST_FRAMES = """how do i {a} my {o}|how can i {a} the {o}|i want to {a} my {o}|i would like to {a} a {o}|
    can you help me {a} my {o}|can i {a} my {o} {d}|is it possible to {a} a {o} in {p}|please {a} my {o}|
    {a} my {o} {d}|where can i {a} a {o}|what do i need to {a} a {o}|why can't i {a} my {o}|
    how long does it take to {a} a {o}|how much does it cost to {a} the {o}|when can i {a} my {o}|
    do i have to {a} the {o} before {d}|i need to {a} my {o} as soon as possible|who can {a} my {o}|
    what happens if i {a} my {o}|my {o} {t}|my {o} {t}, what should i do|why my {o} {t}|the {o} i got {d} {t}|
    it seems that my {o} {t}|i think my {o} {t}|help, my {o} {t}|what if my {o} {t}|the {o} {t} and i need help|
    my {o} {t} when i tried to {a} the {o2}|what is the status of my {o}|where is my {o}|tell me about the {o}|
    is there a fee for the {o}|which {o} should i choose|what {o} do you offer|do you support {o} in {p}|
    i forgot my {o}|i never asked for a {o}|i don't recognise this {o}|there is a problem with my {o}|
    can i use my {o} in {p}|will my {o} work in {p}|i am still waiting for my {o}|how many {o} can i have|
    what is a {o}|how does a {o} work|what is the difference between a {o} and a {o2}|should i get a {o} or a {o2}|
    is a {o} better than a {o2}|explain how the {o} works|do i need a {o} for my {o2}|can i link my {o} to my {o2}|
    i want to complain about my {o}|remind me {d} to {a} my {o}|show me my {o} from {d}|
    i tried to {a} my {o} but it {t}|someone else tried to {a} my {o}|are there limits on the {o}|
    what documents do i need for a {o}|am i eligible for a {o}|could you tell me why the {o} {t}"""

QUESTION_FRAMES = """what are the best ways to learn {s}|what is the best book about {s}|how do i become a {j}|
    how can i improve my {s}|what is the difference between {s} and {s2}|why is {s} important|why do people like {s}|
    is {s} harder than {s2}|what should i know before i start with {s}|how does {s} affect {s2}|
    what is it like to be a {j} in {p}|how much does a {j} earn in {p}|which is better, {s} or {s2}|
    what are some good websites for {s}|what are the advantages and disadvantages of {s}|
    can you explain {s} to a child|what is the history of {s} in {p}|what is the future of {s}|
    where can i study {s} in {p}|what do you think about {s}|is it too late to learn {s}|
    how do i get a job as a {j}|should i move to {p} to work as a {j}|what is the best time to visit {p}|
    what is the capital of {p}|how expensive is life in {p}|is it safe to travel to {p} {d}|
    how do i get from {p} to {p2}|what food is typical of {p}|who invented {s}|when did {s} start in {p}|
    what are the main problems of {s}|how long does it take to master {s}|what makes a good {j}|
    do i need a degree to become a {j}|what is the relation between {s} and {s2}|
    why did {p} become famous for {s}|how is {s} taught in {p}|what would happen without {s}|
    what are common mistakes in {s}|are there any jobs in {s}|what is the meaning of {s}|
    write a short story about a {j} in {p}|write a poem about {s}|summarise the history of {s}|
    give me three ideas for a talk about {s}|write a python function for {s}|translate a text about {s} into another language|
    make a plan to learn {s} in one month|prove that {s} is not the same as {s2}|list the causes of {s}|
    how can a {j} use {s}|how do you prepare for an interview as a {j}|what does a {j} do {d}|
    how many people live in {p}|what language do they speak in {p}|who won the election in {p}|
    is {s} good for your health|how do i stop worrying about {s}|what is the fastest way to get better at {s}"""

SUBJECTS = """mathematics|algebra|statistics|quantum physics|organic chemistry|biology|evolution|genetics|astronomy|
    black holes|climate change|renewable energy|economics|inflation|the stock market|marketing|accounting|
    contract law|human rights|democracy|philosophy|ethics|psychology|memory|meditation|yoga|running|weight loss|
    nutrition|cooking|baking bread|gardening|photography|painting|music theory|singing|the piano|chess|poker|football|
    cricket|basketball|swimming|public speaking|creative writing|poetry|english grammar|spanish|french|
    german|mandarin|arabic|sign language|machine learning|artificial intelligence|data science|python|java|
    javascript|c++|sql|web development|operating systems|cryptography|computer networks|cyber security|robotics|
    electric cars|space travel|smartphones|social media|online dating|marriage|friendship|parenting|education|
    homework|religion|world history|the second world war|the roman empire|mythology|archaeology|geography|
    volcanoes|earthquakes|the ocean|birds|insects|dinosaurs|medicine|vaccines|cancer|diabetes|depression|sleep|
    dreams|time management|leadership|small business|real estate|taxes|retirement|cryptocurrency|blockchain|
    graphic design|fashion|architecture|film making|video games|board games|travel|immigration|politics|journalism"""

JOBS = """doctor|nurse|teacher|lawyer|judge|police officer|pilot|engineer|software developer|data scientist|accountant|
    chef|waiter|farmer|carpenter|plumber|electrician|architect|journalist|writer|actor|musician|painter|photographer|
    scientist|astronaut|soldier|politician|translator|librarian|pharmacist|dentist|psychologist|veterinarian|
    mechanic|taxi driver|sales manager|project manager|investor|designer|professor|student|nanny|firefighter"""

PLACES = """france|germany|spain|italy|poland|sweden|turkey|egypt|kenya|nigeria|south africa|india|china|japan|
    south korea|vietnam|indonesia|australia|new zealand|canada|mexico|brazil|argentina|chile|the united states|
    the uk|ireland|russia|israel|dubai|london|paris|berlin|rome|new york|chicago|san francisco|texas|florida|
    tokyo|singapore|mumbai|delhi|sydney|toronto|lagos|cairo|europe|asia|africa|my city|another country"""

TIMES = """today|tomorrow|tonight|yesterday|this week|next week|last week|next month|last month|this year|
    on monday|on friday|at the weekend|in the morning|at noon|this evening|in an hour|two days ago|before christmas|
    after work|every day|right now|last summer|in 2019|by the end of the month"""

# Everyday openings and closings that change a sentence's look more than its meaning.
OPENINGS = """hi|hello|hey|good morning|please|excuse me|quick question|sorry to bother you|i was wondering|
    could you tell me|do you know|i need help|so|ok|actually|just checking|hi there|can someone tell me"""
CLOSINGS = """please|thanks|thank you|asap|if possible|it is urgent|i am really worried|any ideas|
    for my mother|for a friend|step by step|in simple words|and why|right away|as a beginner|i am in a hurry"""


def split(words: str) -> list[str]:
    """Turns one of the blocks above into a list of clean phrases."""
    return [" ".join(word.split()) for word in words.split("|")]
