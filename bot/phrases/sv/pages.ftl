### What every page of the web chat says.

page-name = lykbot
page-own_name = Svenska
page-skip = Gå till innehållet
page-languages = Sidans språk
page-footer = lykbot svarar utifrån de sidor den känner till och visar var varje svar står. Den hör inte till UNICEF eller till någon kommun.
page-not_found_title = Sidan hittades inte
page-not_found = Det finns ingen sida på den här adressen.
page-error_title = Något gick fel
page-error = Sidan kunde inte visas. Försök igen om en stund.
page-forbidden_title = Inte tillåtet
page-forbidden = Den här sidan kan inte visas för dig.
page-too_many_title = För många förfrågningar
page-back = Till startsidan

staff-navigation = Administration
staff-nav_documents = Sidor
staff-nav_search = Pröva en sökning
staff-nav_feedback = Respons
staff-nav_unanswered = Utan svar
staff-nav_evaluation = Utvärdering
staff-nav_audit = Ändringar
staff-log_out = Logga ut
