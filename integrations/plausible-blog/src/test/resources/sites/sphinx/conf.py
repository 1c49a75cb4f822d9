project = "A small reference"
html_theme = "classic"
html_baseurl = "https://ref.example.org/"
