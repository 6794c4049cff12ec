### What the HTTP API says to people, error pages, and the chat in other sites' pages.

## Requests that are turned down

api-invalid_title = The request could not be read
api-invalid = The request could not be read. Check what you sent and try again.
api-wrong_method_title = Not possible at this address
api-wrong_method = This address does not accept requests of this kind.
api-too_large_title = Too large
api-too_large = What you sent is too large. Make it smaller and send it again.
api-too_many = There have been too many requests. Wait a moment and try again.
api-too_many_from_you = { $seconds ->
    [one] You have sent a lot in a short time. Please wait { $seconds } second and try again.
   *[other] You have sent a lot in a short time. Please wait { $seconds } seconds and try again.
}
api-too_many_from_all = { $seconds ->
    [one] Many people are asking just now. Please wait { $seconds } second and try again.
   *[other] Many people are asking just now. Please wait { $seconds } seconds and try again.
}
api-not_ready_title = Not available just now
api-starting = The service is starting. Try again in a moment.
api-no_index = The service has no pages to answer from yet. Its keeper can add them with the command lykbot build.
api-not_opened = The service could not open its pages. Its keeper will find the reason in the log.
api-busy = The service has too much to do just now. Try again in a minute.
api-unknown_place = No municipality with pages here is called { $name }.

## The chat in other sites' pages

frame_button-open = Ask about the child-friendly municipality
frame_button-close = Close the chat
frame_button-title = Questions and answers about child-friendly municipalities

## The page that shows how to put it there

demo-title = The chat in your own pages
demo-intro = A municipality can show the chat on its own website. Below is a made-up municipality's page with the chat in it.
demo-page_label = Example page
demo-page_name = Municipality of Esimerkkilä
demo-page_heading = Esimerkkilä is becoming a child-friendly municipality
demo-page_text = We want every child to be heard. Do you have questions about the model? Ask here:
demo-how_heading = How to add it
demo-how = Copy this line to the place in your page where the button should be.
demo-snippet_label = The line to copy
demo-options_heading = What can be chosen
demo-option_language = data-language is the language of the button and the chat: fi, sv or en. Without it, the language of your page decides.
demo-option_target = data-target is the id of an element that the chat is put into. Without it, the chat appears where the line stands.
demo-allowed_heading = Whose pages may show it
demo-allowed_none = At present no other website may show the chat. Its keeper allows one with the setting LYKBOT_EMBED_ORIGINS, for example https://www.example.fi.
demo-allowed_some = These websites may show the chat:
demo-privacy = The line sets no cookies, and loads nothing but the button until somebody opens the chat.
