### The chat page, for visitors.

visitor-title = Fråga om barnvänliga kommuner
visitor-intro = lykbot svarar på frågor om hur finländska kommuner arbetar enligt UNICEFs modell Barnvänlig kommun: om mål, tidtabeller och kontaktpersoner. Den känner till sidorna för { $places } och visar var varje svar står.
visitor-intro_many = lykbot svarar på frågor om hur finländska kommuner arbetar enligt UNICEFs modell Barnvänlig kommun: om mål, tidtabeller och kontaktpersoner. Den känner till { $count } kommuners sidor och visar var varje svar står.
visitor-intro_none = lykbot svarar på frågor utifrån de sidor den känner till och visar var varje svar står.
visitor-languages = Fråga på svenska, finska eller engelska; du kan också ställa följdfrågor.
visitor-examples = Frågor att börja med
visitor-examples_goals = Mål
visitor-examples_timeline = Tidtabeller
visitor-examples_contacts = Kontaktpersoner
visitor-privacy = Din konversation stannar på den här sidan. Inget av den sparas, om du inte ger respons på ett svar: då sparas frågan, svaret och det du skriver.
visitor-box = Din fråga
visitor-placeholder = Fråga om mål, tidtabeller eller kontaktpersoner
visitor-send = Fråga
visitor-new = Ny konversation
visitor-left = { $count ->
    [one] ett tecken kvar
   *[other] { $count } tecken kvar
}
visitor-conversation = Konversation
visitor-you = Du frågade
visitor-answer = Svar
visitor-stage_understand = Läser frågan …
visitor-stage_retrieve = Söker på sidorna …
visitor-stage_compose = Skriver svaret …
visitor-not_ready = lykbot kan inte svara just nu. Försök igen om en stund.
visitor-starting = lykbot startar. Du kan fråga om en stund.
visitor-no_index = lykbot har ännu inga sidor att svara utifrån. Den som sköter tjänsten behöver bygga indexet: lykbot build
visitor-failed = lykbot kan inte svara nu. Den som sköter tjänsten hittar orsaken i loggen.
visitor-lost = Förbindelsen till lykbot bröts. Försöker igen …
visitor-back = Förbindelsen är tillbaka.
visitor-gone = lykbot går inte att nå. Kontrollera din förbindelse och fråga igen.
visitor-too_many = Du har ställt många frågor på kort tid. Vänta { $seconds } sekunder och fråga igen.
visitor-copy = Kopiera
visitor-copied = Kopierat
visitor-copy_failed = Det gick inte att kopiera; markera texten och kopiera den
visitor-copy_answer = Kopiera svaret
visitor-copy_link = Kopiera en länk till frågan
visitor-print = Skriv ut
visitor-retry = Fråga igen
visitor-helpful = Hade du nytta av svaret?
visitor-yes = Ja
visitor-no = Nej
visitor-why = Varför? (du kan lämna fältet tomt)
visitor-why_hint = Högst 1 000 tecken. Skriv inte namn eller andra personuppgifter. Tillsammans med det du skriver sparas frågan, frågorna före den och svaret.
visitor-send_feedback = Skicka respons
visitor-missing = Berätta för dem som sköter tjänsten att detta saknas
visitor-thanks = Tack. Din respons har sparats.
visitor-feedback_failed = Din respons kunde inte sparas. Försök igen om en stund.
visitor-feedback_title = Respons
visitor-document_back = Tillbaka till frågorna
