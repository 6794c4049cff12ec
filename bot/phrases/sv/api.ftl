### What the HTTP API says to people, error pages, and the chat in other sites' pages.

## Requests that are turned down

api-invalid_title = Begäran kunde inte läsas
api-invalid = Begäran kunde inte läsas. Kontrollera vad du skickade och försök igen.
api-wrong_method_title = Det går inte på den här adressen
api-wrong_method = Den här adressen tar inte emot sådana begäranden.
api-too_large_title = För stort
api-too_large = Det du skickade är för stort. Gör det mindre och skicka det igen.
api-too_many = Det har kommit för många förfrågningar. Vänta en stund och försök igen.
api-too_many_from_you = { $seconds ->
    [one] Du har skickat mycket på kort tid. Vänta { $seconds } sekund och försök igen.
   *[other] Du har skickat mycket på kort tid. Vänta { $seconds } sekunder och försök igen.
}
api-too_many_from_all = { $seconds ->
    [one] Många frågar just nu. Vänta { $seconds } sekund och försök igen.
   *[other] Många frågar just nu. Vänta { $seconds } sekunder och försök igen.
}
api-not_ready_title = Inte tillgänglig just nu
api-starting = Tjänsten håller på att starta. Försök igen om en stund.
api-no_index = Tjänsten har ännu inga sidor att svara utifrån. Administratören kan lägga till dem med kommandot lykbot build.
api-not_opened = Tjänsten kunde inte öppna sina sidor. Administratören hittar orsaken i loggen.
api-busy = Tjänsten har för mycket att göra just nu. Försök igen om en minut.
api-unknown_place = Här finns inga sidor om en kommun som heter { $name }.

## The chat in other sites' pages

frame_button-open = Fråga om den barnvänliga kommunen
frame_button-close = Stäng chatten
frame_button-title = Frågor och svar om barnvänliga kommuner

## The page that shows how to put it there

demo-title = Chatten på era egna sidor
demo-intro = En kommun kan visa chatten på sin egen webbplats. Nedan finns en påhittad kommuns sida med chatten på.
demo-page_label = Exempelsida
demo-page_name = Esimerkkilä kommun
demo-page_heading = Esimerkkilä blir en barnvänlig kommun
demo-page_text = Vi vill att varje barn ska bli hört. Har du frågor om modellen? Fråga här:
demo-how_heading = Så här lägger du till den
demo-how = Kopiera den här raden till det ställe på sidan där knappen ska vara.
demo-snippet_label = Raden att kopiera
demo-options_heading = Det här kan du välja
demo-option_language = data-language är språket för knappen och chatten: fi, sv eller en. Utan det avgör sidans språk.
demo-option_target = data-target är id för det element som chatten ska läggas i. Utan det visas chatten där raden står.
demo-allowed_heading = Vems sidor som får visa den
demo-allowed_none = Just nu får ingen annan webbplats visa chatten. Administratören tillåter en med inställningen LYKBOT_EMBED_ORIGINS, till exempel https://www.example.fi.
demo-allowed_some = De här webbplatserna får visa chatten:
demo-privacy = Raden sätter inga kakor och laddar inget annat än knappen förrän någon öppnar chatten.
