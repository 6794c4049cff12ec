### What every page of the web chat says.

page-name = lykbot
page-own_name = Suomi
page-skip = Siirry sisältöön
page-languages = Sivun kieli
page-footer = lykbot vastaa tuntemiensa sivujen perusteella ja näyttää, mistä kukin vastaus on peräisin. Se ei ole UNICEFin eikä minkään kunnan palvelu.
page-not_found_title = Sivua ei löydy
page-not_found = Tässä osoitteessa ei ole sivua.
page-error_title = Jokin meni vikaan
page-error = Sivua ei voitu näyttää. Yritä hetken kuluttua uudelleen.
page-forbidden_title = Ei käyttöoikeutta
page-forbidden = Tätä sivua ei voida näyttää sinulle.
page-too_many_title = Liian monta pyyntöä
page-back = Etusivulle

staff-navigation = Ylläpito
staff-nav_documents = Sivut
staff-nav_search = Kokeile hakua
staff-nav_feedback = Palaute
staff-nav_unanswered = Vastaamatta jääneet
staff-nav_evaluation = Arviointi
staff-nav_audit = Muutokset
staff-log_out = Kirjaudu ulos
