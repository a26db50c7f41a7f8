# With its length ("sv"): a compiler that has to count gives up on long texts, and sets them at run
# time, after others may have read them.
file(READ "${FILE}" text)
file(WRITE "${OUT}" "#include <string_view>\nnamespace wavespeed_mock {\nusing std::string_view_literals::operator\"\"sv;\nextern const std::string_view ${NAME};\nconstinit const std::string_view ${NAME} = R\"__embed__(${text})__embed__\"sv;\n}\n")
