### What the HTTP API says to people, error pages, and the chat in other sites' pages.

## Requests that are turned down

api-invalid_title = Pyyntöä ei voitu lukea
api-invalid = Pyyntöä ei voitu lukea. Tarkista, mitä lähetit, ja yritä uudelleen.
api-wrong_method_title = Tämä ei onnistu tässä osoitteessa
api-wrong_method = Tämä osoite ei ota vastaan tällaisia pyyntöjä.
api-too_large_title = Liian suuri
api-too_large = Lähettämäsi sisältö on liian suuri. Pienennä sitä ja lähetä se uudelleen.
api-too_many = Pyyntöjä on tullut liikaa. Odota hetki ja yritä uudelleen.
api-too_many_from_you = { $seconds ->
    [one] Olet lähettänyt paljon lyhyessä ajassa. Odota { $seconds } sekunti ja yritä uudelleen.
   *[other] Olet lähettänyt paljon lyhyessä ajassa. Odota { $seconds } sekuntia ja yritä uudelleen.
}
api-too_many_from_all = { $seconds ->
    [one] Moni kysyy juuri nyt. Odota { $seconds } sekunti ja yritä uudelleen.
   *[other] Moni kysyy juuri nyt. Odota { $seconds } sekuntia ja yritä uudelleen.
}
api-not_ready_title = Ei käytettävissä juuri nyt
api-starting = Palvelu on käynnistymässä. Yritä hetken kuluttua uudelleen.
api-no_index = Palvelulla ei ole vielä sivuja, joista vastata. Ylläpitäjä voi lisätä ne komennolla lykbot build.
api-not_opened = Palvelu ei saanut sivujaan auki. Ylläpitäjä löytää syyn lokista.
api-busy = Palvelulla on juuri nyt liikaa tehtävää. Yritä minuutin kuluttua uudelleen.
api-unknown_place = Täällä ei ole sivuja kunnasta, jonka nimi on { $name }.

## The chat in other sites' pages

frame_button-open = Kysy lapsiystävällisestä kunnasta
frame_button-close = Sulje keskustelu
frame_button-title = Kysymyksiä ja vastauksia lapsiystävällisistä kunnista

## The page that shows how to put it there

demo-title = Keskustelu omilla sivuillasi
demo-intro = Kunta voi näyttää keskustelun omalla verkkosivustollaan. Alla on keksityn kunnan sivu, jossa keskustelu on mukana.
demo-page_label = Esimerkkisivu
demo-page_name = Esimerkkilän kunta
demo-page_heading = Esimerkkilästä tulee lapsiystävällinen kunta
demo-page_text = Haluamme, että jokaista lasta kuullaan. Onko sinulla kysyttävää mallista? Kysy tästä:
demo-how_heading = Näin otat sen käyttöön
demo-how = Kopioi tämä rivi siihen kohtaan sivuasi, johon haluat painikkeen.
demo-snippet_label = Kopioitava rivi
demo-options_heading = Mitä voi valita
demo-option_language = data-language on painikkeen ja keskustelun kieli: fi, sv tai en. Ilman sitä kieli on sama kuin sivusi kieli.
demo-option_target = data-target on sen elementin id, johon keskustelu tulee. Ilman sitä keskustelu tulee siihen, missä rivi on.
demo-allowed_heading = Kenen sivuilla sen voi näyttää
demo-allowed_none = Tällä hetkellä keskustelua ei voi näyttää muilla sivustoilla. Ylläpitäjä sallii sivuston asetuksella LYKBOT_EMBED_ORIGINS, esimerkiksi https://www.example.fi.
demo-allowed_some = Keskustelun voi näyttää näillä sivustoilla:
demo-privacy = Rivi ei aseta evästeitä eikä lataa muuta kuin painikkeen, ennen kuin joku avaa keskustelun.
