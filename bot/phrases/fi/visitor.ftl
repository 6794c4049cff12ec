### The chat page, for visitors.

visitor-title = Kysy lapsiystävällisistä kunnista
visitor-intro = lykbot vastaa kysymyksiin siitä, miten Suomen kunnat toimivat UNICEFin Lapsiystävällinen kunta -mallissa: tavoitteista, aikatauluista ja yhteyshenkilöistä. Se tuntee näiden kuntien sivut: { $places }. Jokaisesta vastauksesta näet, mihin se perustuu.
visitor-intro_many = lykbot vastaa kysymyksiin siitä, miten Suomen kunnat toimivat UNICEFin Lapsiystävällinen kunta -mallissa: tavoitteista, aikatauluista ja yhteyshenkilöistä. Se tuntee { $count } kunnan sivut. Jokaisesta vastauksesta näet, mihin se perustuu.
visitor-intro_none = lykbot vastaa kysymyksiin tuntemiensa sivujen perusteella. Jokaisesta vastauksesta näet, mihin se perustuu.
visitor-languages = Kysy suomeksi, ruotsiksi tai englanniksi; voit myös esittää jatkokysymyksiä.
visitor-examples = Kysymyksiä alkuun
visitor-examples_goals = Tavoitteet
visitor-examples_timeline = Aikataulut
visitor-examples_contacts = Yhteyshenkilöt
visitor-privacy = Keskustelusi pysyy tällä sivulla. Siitä ei tallenneta mitään, ellet anna palautetta vastauksesta: silloin tallennetaan kysymys, vastaus ja kirjoittamasi perustelu.
visitor-box = Kysymyksesi
visitor-placeholder = Kysy tavoitteista, aikatauluista tai yhteyshenkilöistä
visitor-send = Kysy
visitor-new = Uusi keskustelu
visitor-left = { $count ->
    [one] yksi merkki jäljellä
   *[other] { $count } merkkiä jäljellä
}
visitor-conversation = Keskustelu
visitor-you = Kysyit
visitor-answer = Vastaus
visitor-stage_understand = Luetaan kysymystä …
visitor-stage_retrieve = Etsitään sivuilta …
visitor-stage_compose = Kirjoitetaan vastausta …
visitor-not_ready = lykbot ei voi vastata juuri nyt. Yritä hetken kuluttua uudelleen.
visitor-starting = lykbot käynnistyy. Voit kysyä hetken kuluttua.
visitor-no_index = lykbotilla ei ole vielä sivuja, joiden perusteella vastata. Ylläpitäjän on rakennettava hakemisto: lykbot build
visitor-failed = lykbot ei voi vastata nyt. Ylläpitäjä löytää syyn lokista.
visitor-lost = Yhteys lykbotiin katkesi. Yritetään uudelleen …
visitor-back = Yhteys palasi.
visitor-gone = lykbotiin ei saada yhteyttä. Tarkista yhteytesi ja kysy uudelleen.
visitor-too_many = Olet kysynyt monta kysymystä lyhyessä ajassa. Odota { $seconds } sekuntia ja kysy uudelleen.
visitor-copy = Kopioi
visitor-copied = Kopioitu
visitor-copy_failed = Kopiointi ei onnistunut; valitse teksti ja kopioi se
visitor-copy_answer = Kopioi vastaus
visitor-copy_link = Kopioi linkki kysymykseen
visitor-print = Tulosta
visitor-retry = Kysy uudelleen
visitor-helpful = Oliko vastauksesta apua?
visitor-yes = Kyllä
visitor-no = Ei
visitor-why = Miksi? (voit jättää tyhjäksi)
visitor-why_hint = Enintään 1 000 merkkiä. Älä kirjoita nimiä tai muita henkilötietoja. Perustelusi mukana tallennetaan kysymys, sitä edeltävät kysymykset ja vastaus.
visitor-send_feedback = Lähetä palaute
visitor-missing = Kerro ylläpidolle, että tämä puuttuu
visitor-thanks = Kiitos. Palautteesi on tallennettu.
visitor-feedback_failed = Palautetta ei voitu tallentaa. Yritä hetken kuluttua uudelleen.
visitor-feedback_title = Palaute
visitor-document_back = Takaisin kysymyksiin
